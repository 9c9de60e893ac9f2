package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Terminal;
import java.time.Clock;
import java.time.Duration;

/** Progress as standard error can show it: drawn for a terminal, plain lines for everything else. */
public final class ProgressViews {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private ProgressViews() {}

    public static ProgressView forTerminal(Messages messages) {
        Terminal terminal = Terminal.current();
        return terminal.interactive()
                ? new TerminalProgress(messages.err(), terminal.columns())
                : new PlainProgress(messages.err(), PLAIN_INTERVAL, Clock.systemUTC());
    }
}
