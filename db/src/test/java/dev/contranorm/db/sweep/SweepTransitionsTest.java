package dev.contranorm.db.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every entry of the table, in memory and in the database; a state without a line here fails the test. */
class SweepTransitionsTest {
    private static final Set<SweepState> TESTED = new HashSet<>();
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open(SweepTransitionsTest.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
            EXPANDING, RUNNING PAUSED STOPPING CANCELLED
            RUNNING,   PAUSED STOPPING FINISHED CANCELLED
            PAUSED,    EXPANDING RUNNING STOPPING CANCELLED
            STOPPING,  EXPANDING RUNNING FINISHED CANCELLED
            FINISHED,  EXPANDING RUNNING
            CANCELLED, EXPANDING RUNNING
            """)
    void aSweepMovesByTheTable(SweepState from, String allowed) {
        TESTED.add(from);
        List<SweepState> targets =
                List.of(allowed.split(" ")).stream().map(SweepState::valueOf).toList();
        for (SweepState to : SweepState.values()) {
            assertThat(SweepTransitions.allowed(from, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(targets.contains(to));
            long id = sweepIn(from);
            assertThat(database.sweeps().move(id, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(to == from || targets.contains(to));
            SweepState expected = targets.contains(to) ? to : from;
            Sweep sweep = database.sweeps().find(id).orElseThrow();
            assertThat(sweep.state()).isEqualTo(expected);
            assertThat(sweep.finishedAt().isPresent()).isEqualTo(expected.ended());
        }
    }

    private static long sweepIn(SweepState state) {
        long id =
                database.sweeps().submit(Given.newSweep(0, SweepLimits.none())).id();
        if (state == SweepState.FINISHED) {
            database.sweeps().move(id, SweepState.RUNNING);
        }
        assertThat(database.sweeps().move(id, state)).isTrue();
        return id;
    }

    @AfterAll
    static void everyStateWasTested() {
        database.close();
        assertThat(TESTED).containsExactlyInAnyOrder(SweepState.values());
    }
}
