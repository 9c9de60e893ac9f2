package dev.contranorm.orchestrator.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A child process in Java: the JDK and class path of this one, ready for TensorFlow. */
public final class JavaCommand {
    /** From this JDK on it warns of what Kafka and Netty do, unless told not to. */
    private static final int WARNS_OF_UNSAFE = 24;

    private JavaCommand() {}

    /**
     * The process, not yet started, with exactly the given environment.
     *
     * @param heap largest heap; tensors live outside it
     * @param environment {@code SWEEP_WORKER_JAVA_OPTIONS} in it is added to the options
     */
    public static ProcessBuilder of(
            String mainClass, String heap, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The first compiler and the serial collector keep the cores for the tensors, a heap that starts small the
        // memory.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx" + heap, "-XX:MaxNewSize=32m", "-XX:-UsePerfData"));
        // A class archive that does not fit is ignored, and nobody needs to read about it.
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
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
        builder.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "2");
        // Else the first trial of a process decides the threads inside operators for all that follow.
        builder.environment().putIfAbsent("TF_OVERRIDE_GLOBAL_THREADPOOL", "1");
        // On by default on some processors only, and then in every graph, where networks over graphs miss the tolerance
        // of the golden ones. Networks of tokens ask for its kernels by name and have them all the same.
        builder.environment().putIfAbsent("TF_ENABLE_ONEDNN_OPTS", "0");
        // glibc keeps a pool for every thread. All but the first are made of pieces of 64 MB, where tensors leave
        // holes:
        // which one the thread of a step meets is chance, and was worth 70 MB of 840 and 1,000 of 2,800. One costs no
        // time.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
        return builder;
    }
}
