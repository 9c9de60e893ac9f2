package dev.contranorm.db.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    @Test
    void aJdbcAddressIsKeptAndNamesNoUser() {
        assertThat(DatabaseAddress.parse(" jdbc:postgresql://db:5432/sweep?sslmode=require "))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db:5432/sweep?sslmode=require", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@db/sweep,                           jdbc:postgresql://db/sweep,            u, p",
        "postgresql://u:p%40%2B+x@db:5433/sweep?sslmode=require, jdbc:postgresql://db:5433/sweep?sslmode=require, u, p@++x",
        "postgres://u@[::1]:5433/sweep,                     jdbc:postgresql://[::1]:5433/sweep,    u, ''",
    })
    void anAddressWithCredentialsIsTakenApart(String address, String jdbcUrl, String user, String password) {
        assertThat(DatabaseAddress.parse(address)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mysql://u@db/sweep              | is not the address of a PostgreSQL database; write jdbc:postgresql://
            postgres://u@db                 | is not the address of a PostgreSQL database; write jdbc:postgresql://
            jdbc:mysql://db/sweep           | is not the address of a PostgreSQL database; write jdbc:postgresql://
            postgres://u:geheim^@db/sweep   | is malformed at character
            """)
    void aWrongAddressIsRefusedWithoutRepeatingItsPassword(String address, String message) {
        assertThatThrownBy(() -> DatabaseAddress.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(new DatabaseAddress("jdbc:postgresql://db/sweep?password=geheim&a=b", "u", "geheim").toString())
                .doesNotContain("geheim")
                .contains("a=b");
    }
}
