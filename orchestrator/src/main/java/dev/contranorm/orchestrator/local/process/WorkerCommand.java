package dev.contranorm.orchestrator.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command that starts a worker process on this machine.
 *
 * @param checkpoints folder of checkpoints, from which redelivered trials resume
 * @param threads computing threads of one worker
 * @param environment this process's environment, from which the worker's is derived
 */
public record WorkerCommand(
        String bootstrapServers,
        Optional<Path> dataFolder,
        Path checkpoints,
        int threads,
        Map<String, String> environment) {
    private static final String MAIN = "dev.contranorm.worker.run.WorkerMain";
    private static final String HEAP = "2g";

    public WorkerCommand {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(checkpoints, "checkpoints");
        environment = Map.copyOf(environment);
    }

    /** The process of the worker with that name; it ends by itself when its standard input ends. */
    ProcessBuilder builder(String name) {
        ProcessBuilder builder = JavaCommand.of(MAIN, HEAP, List.of("--parent-stdin"), variables(name));
        builder.command().addAll(1, ClassArchive.options(name));
        return builder;
    }

    Map<String, String> variables(String name) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put("SWEEP_WORKER_NAME", name);
        variables.put("SWEEP_WORKER_THREADS", Integer.toString(threads));
        variables.put("SWEEP_CHECKPOINTS", checkpoints.toString());
        dataFolder.ifPresent(
                folder -> variables.put("SWEEP_DATA", folder.toAbsolutePath().toString()));
        return variables;
    }

    /** Runs a worker that logs to this process's output; an interrupt stops it cleanly. Returns its exit code. */
    public int runHere(String name) throws IOException {
        Process process = builder(name)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException stop) {
                process.destroy();
            }
        }
    }
}
