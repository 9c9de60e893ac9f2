package dev.contranorm.orchestrator.cli.command;

import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.home.SweepHome;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the results database, which is open while the command runs. */
public abstract class DatabaseCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        prepare();
        try (ResultsDatabase results = open(home.folder(), System.getenv())) {
            return run(results, Messages.of(spec)).number();
        }
    }

    /** Does what has to be done before the database is opened, such as checking the options. */
    protected void prepare() {}

    /** Opens the database, which must exist; a command that may be the first one overrides this. */
    protected ResultsDatabase open(SweepHome folder, Map<String, String> environment) {
        return ResultsDatabase.open(folder, environment);
    }

    /** Does the work of the command. What it throws ends the command with a message. */
    protected abstract ExitCode run(ResultsDatabase results, Messages messages) throws Exception;

    /** Whether a process is expected to run the sweeps of this database: a local server, or the owner of a shared one. */
    protected static boolean isServed(ResultsDatabase results) {
        return results.runningServer().isPresent() || System.getenv().containsKey("DATABASE_URL");
    }
}
