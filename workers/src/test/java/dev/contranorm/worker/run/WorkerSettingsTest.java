package dev.contranorm.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    private static final Map<String, String> LEAST = Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1");

    @Test
    void theAddressOfTheBrokerIsTheOnlyRequiredVariable() {
        WorkerSettings settings = WorkerSettings.fromEnvironment(LEAST);

        assertThat(settings.name()).isNotBlank();
        assertThat(settings.training().threads()).isEqualTo(1);
        assertThat(settings.training().checkpointFolder()).isEmpty();
        assertThat(settings.training().checkpointInterval()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.idleExit()).isEmpty();
    }

    @Test
    void everyVariableIsRead() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SWEEP_WORKER_NAME", "w");
        environment.put("SWEEP_WORKER_THREADS", "2");
        environment.put("SWEEP_DATA", "/data");
        environment.put("SWEEP_CHECKPOINTS", "/checkpoints");
        environment.put("SWEEP_CHECKPOINT_SECONDS", "0");
        environment.put("SWEEP_WORKER_IDLE_SECONDS", "60");
        WorkerSettings settings = WorkerSettings.fromEnvironment(environment);

        assertThat(settings.name()).isEqualTo("w");
        assertThat(settings.training().threads()).isEqualTo(2);
        assertThat(settings.training().dataFolder()).contains(Path.of("/data"));
        assertThat(settings.training().checkpointFolder()).contains(Path.of("/checkpoints"));
        assertThat(settings.training().checkpointInterval()).isZero();
        assertThat(settings.idleExit()).contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"SWEEP_WORKER_THREADS, 0", "SWEEP_CHECKPOINT_SECONDS, -1", "SWEEP_WORKER_IDLE_SECONDS, soon"})
    void aWrongValueIsNamedByItsVariable(String variable, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(variable, value);

        assertThatThrownBy(() -> WorkerSettings.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + ": '" + value + "' is not ");
    }

    @Test
    void theProblemsOfWorkerAndBusAreReportedTogether() {
        assertThatThrownBy(() -> WorkerSettings.fromEnvironment(
                        Map.of("SWEEP_REPLICATION", "x", "SWEEP_WORKER_NAME", " ", "SWEEP_WORKER_THREADS", "2000")))
                .hasMessage(
                        """
                        KAFKA_BOOTSTRAP_SERVERS: is not set; write host:port of the Kafka broker
                        SWEEP_REPLICATION: 'x' is not a whole number; allowed: 1 to 10000
                        SWEEP_WORKER_NAME: ' ' is blank; write a name, or do not set the variable
                        SWEEP_WORKER_THREADS: '2000' is not in range; allowed: 1 to 1024""");
    }
}
