package dev.contranorm.orchestrator.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Options that every command knows. */
final class GlobalOptions {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces and the log of warnings on standard error.")
    private boolean debug;

    static boolean debug(ParseResult parsed) {
        return parsed.commandSpec().root().userObject() instanceof Sweep sweep && sweep.global().debug;
    }
}
