package dev.contranorm.zoo.train.loop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures time and memory of this process. Peak memory is {@code VmHWM} of {@code /proc/self/status} on Linux; elsewhere,
 * where no such counter is to be had without native calls, it is the JVM's committed memory, which leaves TensorFlow's own
 * out and is therefore only a lower bound.
 */
public final class ResourceMeter {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MEGABYTE = 1 << 20;

    private final long wallStart = System.nanoTime();
    private final long cpuStart = processCpuNanos();

    private ResourceMeter() {}

    public static ResourceMeter start() {
        return new ResourceMeter();
    }

    /** Since the start. */
    public ResourceUsage usage() {
        return new ResourceUsage(wallMillis(), cpuMillis(), peakResidentMegabytes());
    }

    public double wallMillis() {
        return (System.nanoTime() - wallStart) / 1e6;
    }

    public double cpuMillis() {
        return (processCpuNanos() - cpuStart) / 1e6;
    }

    /** The most memory that this process has held at once, in units of 2^20 bytes. */
    public static double peakResidentMegabytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    String kilobytes =
                            line.substring("VmHWM:".length()).replace("kB", "").strip();
                    return Long.parseLong(kilobytes) * 1024 / MEGABYTE;
                }
            }
        } catch (IOException elsewhere) {
            // No procfs: the approximation below.
        }
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return (memory.getHeapMemoryUsage().getCommitted()
                        + memory.getNonHeapMemoryUsage().getCommitted())
                / MEGABYTE;
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
