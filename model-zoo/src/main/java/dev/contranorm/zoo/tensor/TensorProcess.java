package dev.contranorm.zoo.tensor;

import java.util.List;
import java.util.Map;

/** How a Java process that trains is started: most of its memory is tensors, outside the heap. */
public final class TensorProcess {
    /** One pool instead of one for every thread: the others are made of pieces of 64 MB, in which tensors leave holes. */
    private static final String ONE_POOL = "glibc.malloc.arena_max=1";

    /**
     * A step's tensors come and go in gigabytes. In pages of 4 KiB that went back to the system after every step the kernel
     * took a fifth of a step of BERT. So pages of 2 MiB are asked for, and up to 1 GiB stays for the next step. glibc moves
     * its thresholds only as long as none is set: the second one is what it would rise to.
     */
    private static final String LARGE_PAGES_KEPT =
            "glibc.malloc.hugetlb=1:glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=33554432";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TF_CPP_MIN_LOG_LEVEL",
            "2",
            // Else the first trial of a process decides the threads inside operators for all that follow.
            "TF_OVERRIDE_GLOBAL_THREADPOOL",
            "1",
            // On by default on some processors only, and then in every graph, where networks over graphs miss the
            // tolerance of the golden ones. Networks of tokens ask for its kernels by name and have them all the same.
            "TF_ENABLE_ONEDNN_OPTS",
            "0",
            "GLIBC_TUNABLES",
            ONE_POOL + ":" + LARGE_PAGES_KEPT);

    private TensorProcess() {}

    /**
     * @param heap largest heap, as {@code -Xmx} takes it
     * @return options of the JVM
     */
    public static List<String> options(String heap) {
        return List.of(
                // The first compiler and the serial collector keep the cores for the tensors, a heap that starts
                // small the memory.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx" + heap,
                "-XX:MaxNewSize=32m",
                "-XX:-UsePerfData",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    }

    /** What TensorFlow and glibc read when the process starts; names that a user has set keep the user's values. */
    public static Map<String, String> environment() {
        return ENVIRONMENT;
    }
}
