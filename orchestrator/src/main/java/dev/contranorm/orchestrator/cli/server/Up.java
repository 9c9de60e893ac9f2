package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.option.ServerOptions;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.cli.process.Logging;
import dev.contranorm.orchestrator.local.LocalServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep up}: runs a local server, which takes sweeps from {@code sweep submit} and the HTTP API. */
@Command(
        name = "up",
        description =
                "Run a local server (database, broker, HTTP API, workers) until Ctrl-C; `sweep submit` gives it sweeps.")
public final class Up implements Callable<Integer> {
    private static final int PORT = 8080;
    private static final long PAUSE_MILLIS = 500;

    @Mixin
    private ServerOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Interrupts.interruptThisThread("stopping; workers are saving checkpoints", "stopped");
        Messages messages = Messages.of(spec);
        Logging.toFile(options.log());
        messages.say("starting in " + options.folder().path());
        try (LocalServer server = LocalServer.open(options.settingsWithApi(PORT), "sweep up")) {
            messages.say("database: " + server.databaseSettings().jdbcUrl());
            messages.say("broker:   " + server.bus().bootstrapServers());
            server.http().ifPresent(address -> messages.say("API:      " + address));
            server.mlflow().ifPresent(address -> messages.say("MLflow:   " + address));
            messages.say("workers:  " + options.workers() + "; log: " + options.log());
            messages.say("ready; press Ctrl-C to stop");
            while (!Interrupts.requested()) {
                server.requireHealth();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        messages.say(Interrupts.farewell());
        return ExitCode.INTERRUPTED.number();
    }
}
