package dev.contranorm.orchestrator.cli.watch;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Progress for logs and pipes: a line at the beginning, at the end, and every some seconds when something has changed. */
public final class PlainView implements View {
    private final PrintWriter out;
    private final Duration interval;
    private Instant last = Instant.MIN;
    private String shown = "";

    public PlainView(PrintWriter out, Duration interval) {
        this.out = out;
        this.interval = interval;
    }

    @Override
    public void show(Snapshot snapshot) {
        boolean due = last.equals(Instant.MIN) || !snapshot.at().isBefore(last.plus(interval));
        String line = snapshot.sweep().name() + ": " + snapshot.summary();
        if ((due || snapshot.ended()) && !line.equals(shown)) {
            out.println(line);
            if (!snapshot.ended()) {
                snapshot.running().forEach(trial -> out.println("  " + TrialLine.of(trial)));
            }
            out.flush();
            last = snapshot.at();
            shown = line;
        }
    }

    @Override
    public void close() {}
}
