package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.connection.DatabaseFullException;
import dev.contranorm.db.connection.DatabaseUnavailableException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private final Outages outages = new Outages(Clock.systemUTC());

    @Test
    void aFullDiskOfTheDatabaseIsKnownUntilItIsOver() {
        outages.report("apply", new IllegalStateException("wrapped", new DatabaseFullException("no room", null)));
        assertThat(outages.fullDisk()).contains("no room");

        outages.over("apply");
        assertThat(outages.fullDisk()).isEmpty();
    }

    @Test
    void whatMendsItselfIsNoFullDisk() {
        outages.report("publish", new DatabaseUnavailableException("away", null));

        assertThat(outages.fullDisk()).isEmpty();
    }
}
