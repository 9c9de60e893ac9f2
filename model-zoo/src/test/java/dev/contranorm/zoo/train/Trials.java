package dev.contranorm.zoo.train;

import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.train.task.MetricPoint;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Specifications for tests, and an observer that records everything. */
public final class Trials {
    private Trials() {}

    /** DeepGCN on a small block model graph; {@code changes} are keys and values in turn. */
    public static TrialSpec small(Protocol protocol, long seed, Object... changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "sbm");
        values.put("dataset.nodes", 120L);
        values.put("dataset.features", 16L);
        values.put("dataset.signal", 1.5);
        values.put("backbone", "deep-gcn");
        values.put("depth", 3L);
        values.put("hidden", 8L);
        values.put("norm", "contra-norm");
        values.put("epochs", 12L);
        values.put("optimizer.learningRate", 0.02);
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, protocol, seed);
    }

    public static TrialSpec of(Protocol protocol, long seed, Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            values.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return Catalogue.load().resolve(values, protocol, seed);
    }

    /** All points by name and step; a point reported twice must have the same bits. */
    public static final class Recorder implements TrainingObserver {
        public final Map<String, Double> points = new TreeMap<>();
        public final List<Integer> firstEpochs = new ArrayList<>();
        public final List<Integer> checkpoints = new ArrayList<>();
        public Provenance provenance;

        @Override
        public void started(Provenance started, int epochs, int firstEpoch) {
            provenance = started;
            firstEpochs.add(firstEpoch);
        }

        @Override
        public void measured(int epoch, List<MetricPoint> measured) {
            for (MetricPoint point : measured) {
                Double before = points.put(point.name() + "@" + point.step(), point.value());
                if (before != null && Double.doubleToLongBits(before) != Double.doubleToLongBits(point.value())) {
                    throw new AssertionError(point + " was " + before + " before");
                }
            }
        }

        @Override
        public void checkpointed(int epoch, java.nio.file.Path folder) {
            checkpoints.add(epoch);
        }

        public List<Double> curve(String name, int epochs) {
            return java.util.stream.IntStream.rangeClosed(1, epochs)
                    .mapToObj(epoch -> points.get(name + "@" + epoch))
                    .toList();
        }
    }
}
