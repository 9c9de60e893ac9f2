package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Leaves experiments named {@code contract …} behind. */
@EnabledIfEnvironmentVariable(
        named = "MLFLOW_TRACKING_URI",
        matches = "https?://.+",
        disabledReason = "no real MLflow server is given; set MLFLOW_TRACKING_URI to the address of one")
class RealMlflowProjectionTest extends MlflowProjectionContract {
    @Override
    MlflowSettings settings() {
        return MlflowSettings.fromEnvironment(System.getenv()).orElseThrow();
    }
}
