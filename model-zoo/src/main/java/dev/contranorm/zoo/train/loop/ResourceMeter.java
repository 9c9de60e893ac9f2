package dev.contranorm.zoo.train.loop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures time and memory of this process. Peak memory is {@code VmHWM} in {@code /proc/self/status} on Linux; other systems
 * offer no such counter without native calls, so it is the JVM's committed memory there, a lower bound that excludes
 * TensorFlow's memory.
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

    /** Resources used since the start. */
    public ResourceUsage usage() {
        return new ResourceUsage(wallMillis(), cpuMillis(), peakResidentMegabytes());
    }

    public double wallMillis() {
        return (System.nanoTime() - wallStart) / 1e6;
    }

    public double cpuMillis() {
        return (processCpuNanos() - cpuStart) / 1e6;
    }

    /** Peak resident memory of this process in MiB. */
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
            // No procfs: use the approximation below.
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
