package dev.contranorm.orchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVariablesTest {
    private static DatabaseSettings database(Map<String, String> environment) {
        return ServerVariables.read(environment, false).database().orElseThrow();
    }

    @Test
    void whatTheEnvironmentDoesNotNameIsStartedHere() {
        ServerVariables servers =
                ServerVariables.read(Map.of("DATABASE_URL", " ", "KAFKA_BOOTSTRAP_SERVERS", ""), false);

        assertThat(servers.database()).isEmpty();
        assertThat(servers.broker()).isEmpty();
        assertThat(servers.mlflow()).isEmpty();
        assertThat(servers.httpHost()).isEmpty();
        assertThat(servers.bus().apply("127.0.0.1:9").bootstrapServers()).isEqualTo("127.0.0.1:9");
    }

    @Test
    void aJdbcAddressNeedsAUser() {
        assertThat(database(Map.of(
                        "DATABASE_URL",
                        "jdbc:postgresql://db:5432/sweep",
                        "DATABASE_USER",
                        "u",
                        "DATABASE_PASSWORD",
                        "p")))
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db:5432/sweep", "u", "p", 8));
        assertThatThrownBy(() -> database(Map.of("DATABASE_URL", "jdbc:postgresql://db/sweep")))
                .hasMessage("DATABASE_USER: is not set; write the database user's name, here or in DATABASE_URL");
    }

    @Test
    void variablesWinOverTheAddressOfTheDatabase() {
        assertThat(database(Map.of(
                        "DATABASE_URL",
                        "postgres://u:p@db/sweep",
                        "DATABASE_USER",
                        "v",
                        "DATABASE_PASSWORD",
                        "q",
                        "DATABASE_POOL_SIZE",
                        "3")))
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db/sweep", "v", "q", 3));
    }

    @ParameterizedTest
    @CsvSource({"mysql://u@db/sweep", "postgres://u@db", "jdbc:mysql://db/sweep", "postgres://u:geheim^@db/sweep"})
    void aWrongAddressOfTheDatabaseIsNamedWithoutItsPassword(String address) {
        assertThatThrownBy(() -> database(Map.of("DATABASE_URL", address, "DATABASE_USER", "u")))
                .isInstanceOf(LocalServerException.class)
                .hasMessageStartingWith("DATABASE_URL: is ")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "many"})
    void thePoolSizeIsChecked(String size) {
        assertThatThrownBy(() -> database(Map.of("DATABASE_URL", "postgres://u@db/sweep", "DATABASE_POOL_SIZE", size)))
                .hasMessageStartingWith("DATABASE_POOL_SIZE: '" + size + "' is not ");
    }

    @Test
    void anMlflowServerThatIsStartedHereHasTheSettingsOfTheEnvironment() {
        ServerVariables servers = ServerVariables.read(Map.of("MLFLOW_HTTP_REQUEST_TIMEOUT", "5"), true);

        assertThat(servers.projection()
                        .apply(URI.create("http://127.0.0.1:5000"))
                        .timeout())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theProblemsOfAllServersAreReportedTogether() {
        assertThatThrownBy(() -> ServerVariables.read(
                        Map.of(
                                "DATABASE_URL", "mysql://u:geheim@db/sweep",
                                "DATABASE_POOL_SIZE", "many",
                                "SWEEP_TRIAL_PARTITIONS", "0",
                                "SWEEP_TOPIC_PREFIX", "a b",
                                "MLFLOW_TRACKING_URI", "databricks",
                                "MLFLOW_HTTP_REQUEST_TIMEOUT", "soon"),
                        false))
                .isInstanceOf(LocalServerException.class)
                .hasMessage(
                        """
                        DATABASE_URL: is not the address of a PostgreSQL database; write \
                        jdbc:postgresql://host:port/database or postgres://user:password@host:port/database
                        DATABASE_POOL_SIZE: 'many' is not a whole number; allowed: 1 to 100
                        SWEEP_TOPIC_PREFIX: 'a b' is not a prefix of topic names; allowed: 1 to 60 letters, digits, '_' or '-'
                        SWEEP_TRIAL_PARTITIONS: '0' is not in range; allowed: 1 to 10000
                        MLFLOW_TRACKING_URI: 'databricks' is not the http or https address of a tracking server; start \
                        one with `mlflow server` and write its address, such as http://localhost:5000
                        MLFLOW_HTTP_REQUEST_TIMEOUT: 'soon' is not a whole number of seconds; allowed: 1 or more seconds""");
    }
}
