/**
 * What an MLflow run of a trial or a cell contains: name, tags, params, results and artifacts, computed from the
 * results database.
 */
package dev.contranorm.orchestrator.mlflow.run;
