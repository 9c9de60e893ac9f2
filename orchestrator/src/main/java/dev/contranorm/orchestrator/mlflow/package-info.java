/**
 * MLflow as a projection of the results database: what the tracking server does not have yet is pushed to it, at any time
 * again, into an empty server too. Training never waits for it.
 */
package dev.contranorm.orchestrator.mlflow;
