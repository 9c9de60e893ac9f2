package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The sweep that a command works on: its number, its name (the newest of that name), or nothing (the newest of all). */
public final class SweepArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "SWEEP",
            description = "Number or name of the sweep; the newest one when left out.")
    private String reference;

    /**
     * @throws NotFoundException when there is no such sweep
     */
    public Sweep find(Database database) {
        if (reference == null) {
            List<Sweep> newest = database.sweeps().list(1);
            if (newest.isEmpty()) {
                throw new NotFoundException("there is no sweep yet; start one with `sweep run FILE`");
            }
            return newest.get(0);
        }
        return number().flatMap(database.sweeps()::find)
                .or(() -> database.sweeps().newestNamed(reference))
                .orElseThrow(() -> new NotFoundException(
                        "there is no sweep '" + reference + "'; `sweep ls` lists the ones there are"));
    }

    private Optional<Long> number() {
        return reference.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(reference)) : Optional.empty();
    }
}
