package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Progress for a terminal: a bar and one line per running trial, redrawn in place. */
public final class TerminalProgress implements ProgressView {
    private static final int BAR = 24;
    private static final int MAX_TRIALS = 16;
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
        int full = (int) Math.floor(SweepLine.fraction(status.progress()) * BAR);
        lines.add(status.sweep().name() + " " + "█".repeat(full) + "░".repeat(BAR - full) + " " + SweepLine.of(status));
        if (!status.progress().state().ended()) {
            status.running().stream()
                    .limit(MAX_TRIALS)
                    .map(trial -> "  " + TrialLine.of(trial))
                    .forEach(lines::add);
        }
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append(String.format(UP, drawn));
        }
        screen.append(CLEAR_BELOW);
        // A line that wraps takes two rows, and moving the cursor up by the number of lines would miss one.
        lines.forEach(line ->
                screen.append(line, 0, Math.min(line.length(), columns - 1)).append('\n'));
        out.print(screen);
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void close() {
        out.flush();
    }
}
