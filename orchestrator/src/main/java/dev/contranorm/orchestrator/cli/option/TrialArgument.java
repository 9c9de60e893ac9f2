package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.db.Database;
import dev.contranorm.db.trial.TrialDetail;
import picocli.CommandLine.Parameters;

/** The trial of a command, by its number. */
public final class TrialArgument {
    @Parameters(paramLabel = "TRIAL", description = "Number of the trial.")
    private long id;

    /**
     * @throws NotFoundException when there is no such trial
     */
    public TrialDetail find(Database database) {
        return database.trials()
                .find(id)
                .orElseThrow(() -> new NotFoundException("there is no trial " + id
                        + "; list all trials with `sweep query \"select * from trial_detail\"`"));
    }
}
