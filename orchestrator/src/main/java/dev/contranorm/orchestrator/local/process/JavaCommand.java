package dev.contranorm.orchestrator.local.process;

import dev.contranorm.zoo.tensor.TensorProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A child Java process with the JDK and class path of this one, configured for TensorFlow. */
public final class JavaCommand {
    /** From this JDK on, what Kafka and Netty do causes warnings unless allowed. */
    private static final int WARNS_OF_UNSAFE = 24;

    private JavaCommand() {}

    /**
     * The process, not yet started, with exactly the given environment.
     *
     * @param heap maximum heap; tensors are outside it
     * @param environment its {@code SWEEP_WORKER_JAVA_OPTIONS} are added to the options
     */
    public static ProcessBuilder of(
            String mainClass, String heap, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TensorProcess.options(heap));
        // A class archive that does not fit is ignored without a message.
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Djava.awt.headless=true");
        command.add("-Dsweep.log=console");
        String further = environment.getOrDefault("SWEEP_WORKER_JAVA_OPTIONS", "");
        if (!further.isBlank()) {
            command.addAll(Arrays.asList(further.strip().split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        TensorProcess.environment().forEach(builder.environment()::putIfAbsent);
        return builder;
    }
}
