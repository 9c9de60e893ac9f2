package dev.contranorm.zoo.bench;

import dev.contranorm.zoo.train.loop.ResourceMeter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Repeats an action and takes the median of its wall times; the CPU clock is too coarse for more than a mean. */
final class Stopwatch {
    private Stopwatch() {}

    /** The measured action; receives the 0-based number of the run. */
    interface Step {
        void take(long number);
    }

    static Cost measure(Step step, int warmup, int steps, int threads) {
        if (warmup < 0 || steps < 1) {
            throw new IllegalArgumentException(
                    "warmup: " + warmup + ", steps: " + steps + "; use warmup >= 0 and steps >= 1");
        }
        double[] wall = new double[steps];
        double first = 0;
        for (int k = 0; k < warmup; k++) {
            step.take(k);
            first = k == 0 ? sinceProcessStart() : first;
        }
        ResourceMeter all = ResourceMeter.start();
        for (int k = 0; k < steps; k++) {
            ResourceMeter meter = ResourceMeter.start();
            step.take(warmup + k);
            wall[k] = meter.wallMillis();
            first = warmup + k == 0 ? sinceProcessStart() : first;
        }
        double cpu = all.cpuMillis() / steps;
        return new Cost(median(wall), cpu, ResourceMeter.peakResidentMegabytes(), steps, threads, first);
    }

    private static double sinceProcessStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
