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

/** {@code sweep worker}: one more worker for a bus elsewhere or for the house that runs here. */
@Command(
        name = "worker",
        description = "Run one worker for the broker that KAFKA_BOOTSTRAP_SERVERS names, or for the running house.")
public final class Worker implements Callable<Integer> {
    @Option(names = "--name", paramLabel = "NAME", description = "Name in the results (default: worker-PROCESS).")
    private String name;

    @Option(names = "--threads", paramLabel = "N", description = "Computing threads (default: one per core).")
    private Integer threads;

    @Mixin
    private DataOption data;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() throws IOException {
        Interrupts.interruptThisThread("stopping, the trial is given back (once more ends at once)", "stopped");
        Map<String, String> environment = System.getenv();
        String servers = environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
        if (servers.isBlank()) {
            servers = RunningServer.read(home.folder())
                    .map(RunningServer::bootstrapServers)
                    .orElseThrow(() -> new UsageException("no broker: set KAFKA_BOOTSTRAP_SERVERS to its host:port, or"
                            + " start a house with `sweep up`"));
        }
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (cores < 1) {
            throw new UsageException("--threads: must be at least 1, not " + cores);
        }
        home.folder().create();
        WorkerCommand command =
                new WorkerCommand(servers, data.folder(), home.folder().checkpoints(), cores, environment);
        int code = command.runHere(
                name == null ? "worker-" + ProcessHandle.current().pid() : name);
        return Interrupts.requested() ? ExitCode.INTERRUPTED.number() : code;
    }
}
