package dev.contranorm.db.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    private static final String URL = "jdbc:postgresql://db/sweep";

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void thePoolSizeIsChecked(int size) {
        assertThatThrownBy(() -> new DatabaseSettings(URL, "u", "p", size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("poolSize: " + size + " is not in range; allowed: 1 to 100");
    }

    @Test
    void anotherDatabasesAddressIsRefusedWithoutRepeatingItsPassword() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:mysql://db/sweep?password=geheim", "u", "p", 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jdbcUrl: is not the address of a PostgreSQL database")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(new DatabaseSettings(URL + "?password=geheim&a=b", "u", "geheim", 8).toString())
                .doesNotContain("geheim")
                .contains("a=b");
    }
}
