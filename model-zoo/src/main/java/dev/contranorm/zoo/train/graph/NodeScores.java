package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.data.graph.NodeSplit;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The scores of a graph's nodes: the accuracy of each part and, if the dataset's authors use it, the ROC AUC of the validation
 * and test nodes. A node's value is the difference of its two logits, which orders nodes like the probability of class 1.
 */
final class NodeScores {
    static final String TRAIN = "train/accuracy";
    static final String VALIDATION = "validation/accuracy";
    static final String TEST = "test/accuracy";

    private static final String OF_VALIDATION = "validation/";
    private static final String OF_TEST = "test/";

    private final int[] labels;
    private final NodeSplit split;
    private final Score measure;
    private final Operand<TFloat32> logits;
    private final Operand<TInt32> predicted;

    /**
     * @param logits nodes × classes, of the evaluation pass
     */
    NodeScores(TrialSpec spec, GraphDataset dataset, NodeSplit split, Ops ops, Operand<TFloat32> logits) {
        this.labels = dataset.labels();
        this.split = split;
        this.measure = measure(spec.dataset());
        this.logits = logits;
        this.predicted = ops.math.argMax(logits, ops.constant(1), TInt32.class);
    }

    /**
     * @throws DatasetException if the dataset's measure is undefined for a part of the split
     */
    static void check(Score measure, GraphDataset dataset, NodeSplit split) throws DatasetException {
        if (measure == Score.ROC_AUC) {
            checkClasses(dataset, "validation", split.validation());
            checkClasses(dataset, "test", split.test());
        }
    }

    private static void checkClasses(GraphDataset dataset, String part, boolean[] nodes) throws DatasetException {
        long classes = IntStream.range(0, nodes.length)
                .filter(node -> nodes[node])
                .map(node -> dataset.labels()[node])
                .distinct()
                .count();
        if (classes != 2 || dataset.classes() != 2) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    dataset.name() + ": the " + part + " nodes of the split have " + classes + " of "
                            + dataset.classes()
                            + " classes, but ROC AUC needs exactly two; fetch the published files again, or choose"
                            + " another "
                            + TrialSpec.SPLIT);
        }
    }

    private static Score measure(String dataset) {
        return CatalogueItem.named(GraphSource.class, dataset).measure();
    }

    /** The names of {@link #read}. */
    static SortedSet<String> names(String dataset) {
        SortedSet<String> names = new TreeSet<>(List.of(TRAIN, VALIDATION, TEST));
        names.add(OF_VALIDATION + measure(dataset).label());
        names.add(OF_TEST + measure(dataset).label());
        return names;
    }

    /** The score that selects the best epoch. */
    static String selection(TrialSpec spec) {
        boolean chosen = spec.parameters().containsKey(GraphSource.SELECTION);
        return chosen ? OF_VALIDATION + spec.text(GraphSource.SELECTION) : VALIDATION;
    }

    /** Fetches what {@link #read} reads; must be the first fetch of the run. */
    void fetch(Session.Runner runner) {
        runner.fetch(predicted);
        if (measure == Score.ROC_AUC) {
            runner.fetch(logits);
        }
    }

    SortedMap<String, Double> read(Result result) {
        int[] guesses = new int[labels.length];
        ((TInt32) result.get(0)).asRawTensor().data().asInts().read(guesses);
        IntToDoubleFunction right = node -> guesses[node] == labels[node] ? 1 : 0;
        SortedMap<String, Double> scores = new TreeMap<>();
        scores.put(TRAIN, mean(split.train(), right));
        scores.put(VALIDATION, mean(split.validation(), right));
        scores.put(TEST, mean(split.test(), right));
        if (measure == Score.ROC_AUC) {
            float[] two = TrainSession.floats(result.get(1));
            scores.put(OF_VALIDATION + measure.label(), area(split.validation(), two));
            scores.put(OF_TEST + measure.label(), area(split.test(), two));
        }
        return scores;
    }

    /** The mean over the nodes of a part; NaN if there are none. */
    static double mean(boolean[] part, IntToDoubleFunction ofNode) {
        return values(part, ofNode).average().orElse(Double.NaN);
    }

    private double area(boolean[] part, float[] logits) {
        return measure.of(
                values(part, node -> (double) logits[2 * node + 1] - logits[2 * node])
                        .toArray(),
                values(part, node -> labels[node]).toArray());
    }

    private static DoubleStream values(boolean[] part, IntToDoubleFunction ofNode) {
        return IntStream.range(0, part.length).filter(node -> part[node]).mapToDouble(ofNode);
    }
}
