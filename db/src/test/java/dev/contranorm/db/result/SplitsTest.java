package dev.contranorm.db.result;

import static dev.contranorm.db.Given.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepLimits;
import dev.contranorm.db.trial.SpecRow;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** A cell is repeated over the splits of its dataset. */
class SplitsTest {
    private static final String CELL =
            "{\"backbone\":\"deep-gcn\",\"dataset\":\"cornell\",\"norm\":\"none\",\"parameters\":{"
                    + "%s\"depth\":2},\"protocol\":\"clean\",\"schemaVersion\":1%s}";

    private static SpecRow trial(int split, String cellHash) {
        String spec = CELL.formatted("\"dataset.split\":" + split + ",", ",\"seed\":0");
        return new SpecRow("hash-" + split, cellHash, "cornell", "deep-gcn", "none", "clean", 0, spec);
    }

    @Test
    void aCellCountsItsSplitsAndDoesNotNameOne() {
        try (Database database = TestDatabase.open(SplitsTest.class)) {
            Sweep sweep = database.sweeps().submit(Given.newSweep(3, SweepLimits.none()));
            database.trials().addChunk(sweep.id(), 0, List.of(trial(0, "cell"), trial(4, "cell"), trial(9, "cell")));
            List<Long> ids = Given.published(database);
            for (int k = 0; k < 3; k++) {
                database.events().apply(List.of(attempt(ids.get(k), 1).finished(0.4 + k / 10.0)));
            }

            CellRow cell = database.results().cells(sweep.id()).get(0);

            assertThat(cell.trials().n()).isEqualTo(3);
            assertThat(cell.metric().mean().orElseThrow()).isCloseTo(0.5, within(1e-12));
            assertThat(cell.metric().std().orElseThrow()).isCloseTo(0.1, within(1e-12));
            assertThat(cell.parameters()).isEqualTo("{\"depth\": 2}");
            assertThat(database.query()
                            .run("select parameters, n from leaderboard", 10)
                            .rows())
                    .hasSize(1);
        }
    }

    @Test
    void theMigrationMergesCellsThatDifferOnlyInTheirSplit() throws Exception {
        String migration;
        try (InputStream text = getClass().getResourceAsStream("/db/migration/V6__splits.sql")) {
            migration = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
        String update = migration.substring(migration.indexOf("UPDATE spec"), migration.indexOf(';') + 1);
        DatabaseSettings settings = TestDatabase.settings(SplitsTest.class);
        try (Database database = Database.open(settings)) {
            Sweep sweep = database.sweeps().submit(Given.newSweep(3, SweepLimits.none()));
            SpecRow other = Given.trial("splits", 0, 0);
            database.trials().addChunk(sweep.id(), 0, List.of(trial(0, "old-0"), trial(4, "old-4"), other));

            try (Connection connection = TestDatabase.connect(settings);
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(update)).isEqualTo(2);
                ResultSet hashes = statement.executeQuery("select distinct cell_hash from spec order by 1 desc");
                assertThat(hashes.next()).isTrue();
                assertThat(hashes.getString(1)).isEqualTo(other.cellHash());
                assertThat(hashes.next()).isTrue();
                assertThat(hashes.getString(1)).isEqualTo(DigestUtils.sha256Hex(CELL.formatted("", "")));
                assertThat(hashes.next()).isFalse();
            }
        }
    }
}
