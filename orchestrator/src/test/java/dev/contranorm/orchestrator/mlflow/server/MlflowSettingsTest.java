package dev.contranorm.orchestrator.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowSettingsTest {
    @Test
    void withoutAnAddressThereIsNoProjection() {
        assertThat(MlflowSettings.fromEnvironment(Map.of())).isEmpty();
        assertThat(MlflowSettings.fromEnvironment(Map.of("MLFLOW_TRACKING_URI", " ")))
                .isEmpty();
    }

    @Test
    void mlflowsOwnVariablesAreRead() {
        MlflowSettings settings = MlflowSettings.fromEnvironment(Map.of(
                        "MLFLOW_TRACKING_URI", "https://mlflow.example:8443/tracking/",
                        "MLFLOW_TRACKING_USERNAME", "someone",
                        "MLFLOW_TRACKING_PASSWORD", "secret",
                        "MLFLOW_HTTP_REQUEST_TIMEOUT", "5",
                        "SWEEP_MLFLOW_CHECKPOINT_MB", "7"))
                .orElseThrow();

        assertThat(settings.trackingUri()).isEqualTo(URI.create("https://mlflow.example:8443/tracking"));
        assertThat(settings.user()).isEqualTo("someone");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.checkpointBytes()).isEqualTo(7_000_000);
        assertThat(settings)
                .hasToString("MlflowSettings[https://mlflow.example:8443/tracking, user someone, timeout PT5S]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./mlruns", "file:///mlruns", "databricks", "sqlite:///mlflow.db", "http://", "http://a b"})
    void anInvalidAddressIsRefusedWithTheNameOfTheVariable(String address) {
        assertThatThrownBy(() -> MlflowSettings.fromEnvironment(Map.of("MLFLOW_TRACKING_URI", address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MLFLOW_TRACKING_URI: '" + address + "' is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-1", "1.5"})
    void anInvalidTimeoutIsRefusedWithTheNameOfTheVariable(String seconds) {
        assertThatThrownBy(() -> MlflowSettings.fromEnvironment(
                        Map.of("MLFLOW_TRACKING_URI", "http://a", "MLFLOW_HTTP_REQUEST_TIMEOUT", seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MLFLOW_HTTP_REQUEST_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "-1", "0.5", "99999999999999"})
    void anInvalidCheckpointLimitIsRefusedWithTheNameOfTheVariable(String megabytes) {
        assertThatThrownBy(() -> MlflowSettings.fromEnvironment(
                        Map.of("MLFLOW_TRACKING_URI", "http://a", "SWEEP_MLFLOW_CHECKPOINT_MB", megabytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SWEEP_MLFLOW_CHECKPOINT_MB");
    }
}
