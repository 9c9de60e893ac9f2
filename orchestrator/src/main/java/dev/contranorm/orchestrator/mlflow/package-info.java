/**
 * MLflow as a projection of the results database: pushes to the tracking server what it does not have yet. This can be
 * repeated at any time, also with an empty server. Training never waits for it.
 */
package dev.contranorm.orchestrator.mlflow;
