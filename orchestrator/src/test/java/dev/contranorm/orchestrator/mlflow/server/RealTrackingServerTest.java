package dev.contranorm.orchestrator.mlflow.server;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Leaves experiments named {@code contract …} on the server. */
@EnabledIfEnvironmentVariable(
        named = "MLFLOW_TRACKING_URI",
        matches = "https?://.+",
        disabledReason = "needs an MLflow server; set MLFLOW_TRACKING_URI to its address")
class RealTrackingServerTest extends TrackingServerContract {
    @Override
    MlflowSettings settings() {
        return MlflowSettings.fromEnvironment(System.getenv()).orElseThrow();
    }
}
