package dev.contranorm.db.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
    private static DatabaseSettings read(String... pairs) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return DatabaseSettings.fromEnvironment(environment);
    }

    @Test
    void aJdbcAddressNeedsAUser() {
        assertThat(read(
                        "DATABASE_URL",
                        "jdbc:postgresql://db:5432/sweep",
                        "DATABASE_USER",
                        "u",
                        "DATABASE_PASSWORD",
                        "p"))
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db:5432/sweep", "u", "p", 8));
        assertThatThrownBy(() -> read("DATABASE_URL", "jdbc:postgresql://db/sweep"))
                .hasMessageContaining("DATABASE_USER");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@db/sweep,                           jdbc:postgresql://db/sweep,            u, p",
        "postgresql://u:p%40%2B+x@db:5433/sweep?sslmode=require, jdbc:postgresql://db:5433/sweep?sslmode=require, u, p@++x",
        "postgres://u@[::1]:5433/sweep,                     jdbc:postgresql://[::1]:5433/sweep,    u, ''",
    })
    void anAddressIsSplitIntoUrlUserAndPassword(String address, String jdbcUrl, String user, String password) {
        assertThat(read("DATABASE_URL", address)).isEqualTo(new DatabaseSettings(jdbcUrl, user, password, 8));
    }

    @Test
    void variablesOverrideTheAddress() {
        assertThat(read(
                        "DATABASE_URL",
                        "postgres://u:p@db/sweep",
                        "DATABASE_USER",
                        "v",
                        "DATABASE_PASSWORD",
                        "q",
                        "DATABASE_POOL_SIZE",
                        "3"))
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db/sweep", "v", "q", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                              | DATABASE_URL: is not set
            mysql://u@db/sweep              | DATABASE_URL: must read
            postgres://u@db                 | DATABASE_URL: must read
            jdbc:mysql://db/sweep           | is not a PostgreSQL address
            postgres://u:geheim^@db/sweep   | malformed at character
            """)
    void theMessageForAWrongAddressOmitsThePassword(String address, String message) {
        assertThatThrownBy(() -> read("DATABASE_URL", address, "DATABASE_USER", "u"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void thePoolSizeIsChecked() {
        String[] base = {"DATABASE_URL", "postgres://u@db/sweep", "DATABASE_POOL_SIZE", ""};
        for (String size : new String[] {"0", "101", "many"}) {
            base[3] = size;
            assertThatThrownBy(() -> read(base)).hasMessageStartingWith("DATABASE_POOL_SIZE: ");
        }
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(new DatabaseSettings("jdbc:postgresql://db/sweep?password=geheim&a=b", "u", "geheim", 8).toString())
                .doesNotContain("geheim")
                .contains("a=b");
    }
}
