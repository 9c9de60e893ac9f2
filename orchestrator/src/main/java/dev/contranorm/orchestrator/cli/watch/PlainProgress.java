package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Progress for logs and pipes: a line at the beginning, at the end, and every some seconds when something has changed. */
public final class PlainProgress implements ProgressView {
    private final PrintWriter out;
    private final Duration interval;
    private final Clock clock;
    private Instant due = Instant.MIN;
    private String shown = "";

    public PlainProgress(PrintWriter out, Duration interval, Clock clock) {
        this.out = out;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void show(SweepStatus status) {
        boolean ended = status.progress().state().ended();
        Instant now = clock.instant();
        String line = status.sweep().name() + ": " + SweepLine.of(status);
        if ((ended || !now.isBefore(due)) && !line.equals(shown)) {
            out.println(line);
            if (!ended) {
                status.running().forEach(trial -> out.println("  " + TrialLine.of(trial)));
            }
            out.flush();
            due = now.plus(interval);
            shown = line;
        }
    }

    @Override
    public void close() {}
}
