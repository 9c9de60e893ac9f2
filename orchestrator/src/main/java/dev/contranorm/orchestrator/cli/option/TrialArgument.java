package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.db.Database;
import dev.contranorm.db.trial.TrialDetail;
import picocli.CommandLine.Parameters;

/** The trial that a command works on. */
public final class TrialArgument {
    @Parameters(paramLabel = "TRIAL", description = "Number of the trial.")
    private long id;

    /**
     * @throws NotFoundException when there is no such trial
     */
    public TrialDetail find(Database database) {
        return database.trials()
                .find(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no trial " + id + "; `sweep query \"select * from trial_detail\"` lists them"));
    }
}
