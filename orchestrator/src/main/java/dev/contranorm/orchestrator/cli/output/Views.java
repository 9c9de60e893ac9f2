package dev.contranorm.orchestrator.cli.output;

import dev.contranorm.orchestrator.cli.watch.PlainView;
import dev.contranorm.orchestrator.cli.watch.TerminalView;
import dev.contranorm.orchestrator.cli.watch.View;
import java.time.Clock;
import java.time.Duration;

/** Progress as standard error can show it: drawn for a terminal, plain lines for everything else. */
public final class Views {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private Views() {}

    public static View forTerminal(Messages messages) {
        Terminal terminal = Terminal.current();
        return terminal.interactive()
                ? new TerminalView(messages.err(), terminal.columns())
                : new PlainView(messages.err(), PLAIN_INTERVAL, Clock.systemUTC());
    }
}
