package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.TrialDetail;
import java.util.Locale;
import java.util.OptionalDouble;

/** The description that the server shows on a run's page, in Markdown. */
final class Note {
    /** Servers before 3 cut a tag there. */
    static final int LONGEST = 5000;

    private Note() {}

    static String ofTrial(Sweep sweep, TrialDetail trial) {
        StringBuilder note = new StringBuilder();
        note.append("Trial ").append(trial.index()).append(" of sweep **").append(sweep.name());
        note.append("**, protocol ").append(trial.spec().protocol()).append(": ");
        note.append(trial.status().state().label());
        trial.status().reason().ifPresent(reason -> note.append(" — ").append(reason));
        note.append(".\n");
        trial.status().reusedFrom().ifPresent(original -> note.append("\nThe result is that of trial ")
                .append(original)
                .append(" of an earlier sweep: the same specification.\n"));
        if (!trial.attempts().isEmpty()) {
            note.append("\n| attempt | worker | ended | epoch |\n|---|---|---|---|\n");
            trial.attempts().forEach(attempt -> note.append(row(attempt)));
        }
        return Shortened.to(LONGEST, note.toString(), RunFiles.ENVIRONMENT);
    }

    /** How far a running attempt is changes without a word to the projection; the curves show it. */
    private static String row(Attempt attempt) {
        String reached = attempt.times().endedAt().isPresent()
                ? attempt.progress().epoch() + " of " + attempt.progress().epochs()
                : "";
        return "| " + attempt.number() + " | " + attempt.worker() + " | "
                + attempt.state().label() + " | " + reached + " |\n";
    }

    static String ofCell(Sweep sweep, CellRow cell) {
        String note = "One cell of sweep **" + sweep.name() + "** over its seeds, and its splits where it has them: "
                + sweep.metric() + " = "
                + number(cell.metric().mean()) + " ± " + number(cell.metric().std())
                + " (sample standard deviation), n = " + cell.trials().n()
                + ", failed = " + cell.trials().failed() + ", cancelled = "
                + cell.trials().cancelled()
                + ".\n\nIts trials: `tags.\"" + RunTags.CELL + "\" = '"
                + cell.spec().cellHash() + "'`\n";
        return Shortened.to(LONGEST, note, RunFiles.CELL);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "none";
    }
}
