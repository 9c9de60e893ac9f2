package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Progress for a terminal: a bar and a line for each running trial, drawn over the picture before. */
public final class TerminalProgress implements ProgressView {
    private static final int BAR = 24;
    private static final int MOST_TRIALS = 16;
    private static final String UP = "\033[%dA";
    private static final String CLEAR_BELOW = "\r\033[J";

    private final PrintWriter out;
    private final int columns;
    private int drawn;

    public TerminalProgress(PrintWriter out, int columns) {
        this.out = out;
        this.columns = Math.max(20, columns);
    }

    @Override
    public void show(SweepStatus status) {
        List<String> lines = new ArrayList<>();
        int full = (int) Math.floor(SweepLine.share(status.progress()) * BAR);
        lines.add(status.sweep().name() + " " + "█".repeat(full) + "░".repeat(BAR - full) + " " + SweepLine.of(status));
        if (!status.progress().state().ended()) {
            status.running().stream()
                    .limit(MOST_TRIALS)
                    .map(trial -> "  " + TrialLine.of(trial))
                    .forEach(lines::add);
        }
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append(String.format(UP, drawn));
        }
        picture.append(CLEAR_BELOW);
        // A line that wraps would be counted as one and drawn over wrongly.
        lines.forEach(line ->
                picture.append(line, 0, Math.min(line.length(), columns - 1)).append('\n'));
        out.print(picture);
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void close() {
        out.flush();
    }
}
