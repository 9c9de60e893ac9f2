package dev.contranorm.orchestrator.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Options of every command. */
final class GlobalOptions {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print stack traces of errors to standard error.")
    private boolean debug;

    static boolean debug(ParseResult parsed) {
        return parsed.commandSpec().root().userObject() instanceof Sweep sweep && sweep.global().debug;
    }
}
