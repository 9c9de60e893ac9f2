/**
 * The MLflow tracking server as the projection uses it: its settings, requests with their limits and time limits, and
 * its errors. Knows nothing of sweeps.
 */
package dev.contranorm.orchestrator.mlflow.server;
