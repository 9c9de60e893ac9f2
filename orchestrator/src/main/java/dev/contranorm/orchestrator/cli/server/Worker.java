package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.process.WorkerCommand;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep worker}: runs one more worker, for a remote broker or for the server that runs on this machine. */
@Command(
        name = "worker",
        description =
                "Run one worker for the broker in KAFKA_BOOTSTRAP_SERVERS, or for the server that runs on this machine.")
public final class Worker implements Callable<Integer> {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the worker in the results (default: worker-PID).")
    private String name;

    @Option(names = "--threads", paramLabel = "N", description = "Compute threads (default: one per core).")
    private Integer threads;

    @Mixin
    private DataOption data;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws IOException {
        Interrupts.interruptThisThread("stopping; returning the trial to the broker", "stopped");
        Map<String, String> environment = System.getenv();
        String servers = environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
        if (servers.isBlank()) {
            servers = RunningServer.read(home.folder())
                    .map(RunningServer::bootstrapServers)
                    .orElseThrow(() -> new UsageException("KAFKA_BOOTSTRAP_SERVERS: not set, and no server runs"
                            + " on this machine; set it to host:port of a broker, or start a server with `sweep up`"));
        }
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1) {
            throw new UsageException("--threads: " + cores + " is out of range; use 1 or more");
        }
        home.folder().create();
        WorkerCommand command =
                new WorkerCommand(servers, data.folder(), home.folder().checkpoints(), cores, environment);
        int code = command.runHere(
                name == null ? "worker-" + ProcessHandle.current().pid() : name);
        return Interrupts.requested() ? ExitCode.INTERRUPTED.number() : code;
    }
}
