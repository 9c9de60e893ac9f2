package dev.contranorm.orchestrator.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a worker process of this house is started: the same JDK and class path as this process.
 *
 * @param threads computing threads of one worker
 * @param environment this process's environment; the workers' is made from it
 */
record WorkerCommand(
        String bootstrapServers,
        Optional<Path> dataFolder,
        Path checkpoints,
        int threads,
        Map<String, String> environment) {
    private static final String MAIN = "dev.contranorm.worker.run.WorkerMain";

    ProcessBuilder builder(String name) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Tensors live outside the heap; the serial collector keeps the cores for them.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx2g", "-XX:-UsePerfData", "-Xshare:auto"));
        String archive = System.getProperty("sweep.archive", "");
        if (!archive.isEmpty()) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
        command.add("-Djava.awt.headless=true");
        command.add("-Dsweep.log=console");
        String further = environment.getOrDefault("SWEEP_WORKER_JAVA_OPTIONS", "");
        if (!further.isBlank()) {
            command.addAll(Arrays.asList(further.strip().split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "--parent-stdin"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables(name));
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
        variables.putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "2");
        return variables;
    }
}
