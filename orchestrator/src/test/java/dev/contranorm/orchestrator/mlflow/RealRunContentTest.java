package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Leaves experiments named {@code contract …} on the server. */
@EnabledIfEnvironmentVariable(
        named = "MLFLOW_TRACKING_URI",
        matches = "https?://.+",
        disabledReason = "needs an MLflow server; set MLFLOW_TRACKING_URI to its address")
class RealRunContentTest extends RunContentContract {
    @Override
    MlflowSettings settings() {
        return MlflowSettings.fromEnvironment(System.getenv()).orElseThrow();
    }
}
