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

/** {@code sweep up}: opens the house and keeps it open; work comes by {@code sweep submit} and the HTTP API. */
@Command(
        name = "up",
        description =
                "Keep database, broker, HTTP API and workers running until Ctrl-C; `sweep submit` gives them work.")
public final class Up implements Callable<Integer> {
    private static final int PORT = 8080;
    private static final long PAUSE_MILLIS = 500;

    @Mixin
    private ServerOptions house;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Interrupts.interruptThisThread("stopping, the workers save what they have (once more ends at once)", "stopped");
        Messages messages = Messages.of(spec);
        Logging.toFile(house.log());
        messages.say("starting in " + house.folder().path());
        try (LocalServer open = LocalServer.open(house.settingsWithApi(PORT), "sweep up")) {
            messages.say("database: " + open.databaseSettings().jdbcUrl());
            messages.say("broker:   " + open.bus().bootstrapServers());
            open.http().ifPresent(address -> messages.say("API:      " + address));
            open.mlflow().ifPresent(address -> messages.say("MLflow:   " + address));
            messages.say("workers:  " + house.workers() + "; log: " + house.log());
            messages.say("ready; Ctrl-C stops everything");
            while (!Interrupts.requested()) {
                open.requireHealth();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        messages.say(Interrupts.farewell());
        return ExitCode.INTERRUPTED.number();
    }
}
