package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.TrialDetail;
import java.util.Locale;
import java.util.OptionalDouble;

/** The description of a run, which the server shows on the run's page, in Markdown. */
final class RunDescription {
    /** Servers before MLflow 3 cut a longer tag. */
    static final int MAX_LENGTH = 5000;

    private RunDescription() {}

    static String ofTrial(Sweep sweep, TrialDetail trial) {
        StringBuilder text = new StringBuilder();
        text.append("Trial ").append(trial.index()).append(" of sweep **").append(sweep.name());
        text.append("**, protocol ").append(trial.spec().protocol()).append(": ");
        text.append(trial.status().state().label());
        trial.status().reason().ifPresent(reason -> text.append(" — ").append(reason));
        text.append(".\n");
        trial.status().reusedFrom().ifPresent(original -> text.append("\nThe result was reused from trial ")
                .append(original)
                .append(" of an earlier sweep, which has the same specification.\n"));
        if (!trial.attempts().isEmpty()) {
            text.append("\n| attempt | worker | state | epoch |\n|---|---|---|---|\n");
            trial.attempts().forEach(attempt -> text.append(row(attempt)));
        }
        return TruncatedText.of(MAX_LENGTH, text.toString(), RunArtifacts.ENVIRONMENT);
    }

    /** The epoch of a running attempt is left out: it rises without a new version of the trial; the curves show it. */
    private static String row(Attempt attempt) {
        String reached = attempt.times().endedAt().isPresent()
                ? attempt.progress().epoch() + " of " + attempt.progress().epochs()
                : "";
        return "| " + attempt.number() + " | " + attempt.worker() + " | "
                + attempt.state().label() + " | " + reached + " |\n";
    }

    static String ofCell(Sweep sweep, CellRow cell) {
        String text = "Summary of one cell of sweep **" + sweep.name()
                + "** over its seeds, and its splits if it has any: "
                + sweep.metric() + " = "
                + number(cell.metric().mean()) + " ± " + number(cell.metric().std())
                + " (sample standard deviation), n = " + cell.trials().n()
                + ", failed = " + cell.trials().failed() + ", cancelled = "
                + cell.trials().cancelled()
                + ".\n\nIts trials: `tags.\"" + RunTags.CELL + "\" = '"
                + cell.spec().cellHash() + "'`\n";
        return TruncatedText.of(MAX_LENGTH, text, RunArtifacts.CELL);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "none";
    }
}
