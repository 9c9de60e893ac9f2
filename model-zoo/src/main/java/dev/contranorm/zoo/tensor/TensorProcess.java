package dev.contranorm.zoo.tensor;

import java.util.List;
import java.util.Map;

/** Settings for starting a Java process that trains: most of its memory is tensors, outside the heap. */
public final class TensorProcess {
    /** One arena instead of one per thread: the arenas of other threads consist of 64 MB segments, which tensors fragment. */
    private static final String ONE_POOL = "glibc.malloc.arena_max=1";

    /**
     * A step allocates and frees gigabytes of tensors. With 4 KiB pages that are returned to the system after every step, the
     * kernel took a fifth of a BERT step. Therefore 2 MiB pages are requested, and up to 1 GiB is kept for the next step. glibc
     * adapts its thresholds only if none is set, so the mmap threshold is set to the maximum to which it would adapt.
     */
    private static final String LARGE_PAGES_KEPT =
            "glibc.malloc.hugetlb=1:glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=33554432";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TF_CPP_MIN_LOG_LEVEL",
            "2",
            // Otherwise the first trial of a process fixes the number of threads inside operators for all later ones.
            "TF_OVERRIDE_GLOBAL_THREADPOOL",
            "1",
            // oneDNN is on by default on some processors only, and then in every graph, where graph networks miss the
            // tolerance of the golden vectors. Token networks request its kernels by name, so they use them anyway.
            "TF_ENABLE_ONEDNN_OPTS",
            "0",
            "GLIBC_TUNABLES",
            ONE_POOL + ":" + LARGE_PAGES_KEPT);

    private TensorProcess() {}

    /**
     * @param heap maximum heap, in the format of {@code -Xmx}
     * @return JVM options
     */
    public static List<String> options(String heap) {
        return List.of(
                // The C1 compiler and the serial collector leave the cores to the tensors; a small initial heap leaves
                // them the memory.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx" + heap,
                "-XX:MaxNewSize=32m",
                "-XX:-UsePerfData",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    }

    /**
     * The environment variables that TensorFlow and glibc read when the process starts; variables that the user has set keep
     * their values.
     */
    public static Map<String, String> environment() {
        return ENVIRONMENT;
    }
}
