package dev.contranorm.worker.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusSettingsTest {
    @Test
    void securityVariablesBecomeClientProperties() {
        BusSettings settings = BusSettings.fromEnvironment(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SASL_JAAS_CONFIG", "secret;",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/trust",
                "KAFKA_OPTS", "-Dother"));

        assertThat(settings.connection())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "a:1,b:2",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "secret;",
                        "ssl.truststore.location", "/trust"));
    }

    @Test
    void namesHaveThePrefixAndAVersion() {
        BusSettings settings =
                BusSettings.fromEnvironment(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1", "SWEEP_TOPIC_PREFIX", "lab"));

        assertThat(settings.trials()).isEqualTo("lab.trials.v1");
        assertThat(settings.trialEvents()).isEqualTo("lab.trial-events.v1");
        assertThat(settings.control()).isEqualTo("lab.control.v1");
        assertThat(settings.shareGroup()).isEqualTo("lab-workers");
    }

    @Test
    void withoutAnAddressTheVariableIsNamed() {
        assertThatThrownBy(() -> BusSettings.fromEnvironment(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS: is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "SWEEP_TOPIC_PREFIX, a b",
        "SWEEP_TRIAL_PARTITIONS, 0",
        "SWEEP_EVENT_PARTITIONS, many",
        "SWEEP_REPLICATION, -1",
        "SWEEP_TRIAL_LOCK_SECONDS, 0",
    })
    void aWrongValueIsNamedByItsVariable(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1"));
        environment.put(variable, value);

        assertThatThrownBy(() -> BusSettings.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable + ": '" + value + "' is not ");
    }
}
