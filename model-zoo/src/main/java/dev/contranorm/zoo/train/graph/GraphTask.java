package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.GraphBatchInput;
import dev.contranorm.zoo.backbone.graph.GraphSetBackbone;
import dev.contranorm.zoo.data.graphset.Folds;
import dev.contranorm.zoo.data.graphset.GraphBatch;
import dev.contranorm.zoo.data.graphset.GraphSet;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.Adam;
import dev.contranorm.zoo.optimizer.AdamSettings;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.EpochOrder;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.train.task.TrialConfiguration;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains a {@link GraphSetBackbone} to classify graphs. Evaluation uses batches of the training size, in the order of the set:
 * with ContraNorm the graphs of a batch affect each other, so the batches are part of the result.
 */
final class GraphTask implements ExportableTask {
    private final TrialSpec spec;
    private final GraphSet set;
    private final Folds folds;
    private final int batch;
    private final EpochOrder order;
    private final NetworkState state;
    private final GraphFeed feed;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Operand<TInt32> predictions;
    private final Network evaluated;
    private final GradientProbe gradients;

    GraphTask(TrialSpec spec, GraphSet set, Folds folds, int threads) {
        this.spec = spec;
        this.set = set;
        this.folds = folds;
        this.batch = (int) spec.integer("batch");
        this.order = new EpochOrder(folds.train().length, batch, spec.seed());
        TrainGraph graph = new TrainGraph(spec.seed());
        Ops ops = graph.ops();
        GraphBatchInput input =
                GraphBatchInput.placeholders(graph, set.features().columns(), set.classes());
        this.feed =
                new GraphFeed(input, ops.withName("label").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1))));
        Backbone.Builder network = CatalogueItem.named(GraphSetBackbone.class, spec.backbone())
                .prepare(spec, input, CatalogueItem.named(Norm.class, spec.norm()), graph);
        Pass training = Pass.training(graph);
        Network trained = network.build(training);
        this.loss = LabelLoss.crossEntropy(training, trained.logits(), feed.labels(), set.classes());
        this.update = Adam.minimise(graph, training.tape().orElseThrow(), loss, AdamSettings.of(spec));
        this.gradients = new GradientProbe(ops, training.tape().orElseThrow(), loss, trained.layers());
        this.evaluated = network.build(Pass.evaluation(graph));
        this.predictions = ops.math.argMax(evaluated.logits(), ops.constant(1), TInt32.class);
        this.state = new NetworkState(graph, new TrainSession(graph, threads));
    }

    @Override
    public String datasetDigest() {
        return set.digest();
    }

    @Override
    public long stepsPerEpoch() {
        return order.stepsPerEpoch();
    }

    @Override
    public double step(long step) {
        return feed.loss(trained(step), state.runner(step).addTarget(update), loss);
    }

    private GraphBatch trained(long step) {
        int[] places = order.batch(step);
        int[] graphs = new int[places.length];
        for (int k = 0; k < graphs.length; k++) {
            graphs[k] = folds.train()[places[k]];
        }
        return GraphBatch.of(set, graphs);
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        SortedMap<String, Double> scores = new TreeMap<>();
        scores.put(NodeScores.TRAIN, accuracy(folds.train()));
        scores.put(NodeScores.VALIDATION, accuracy(folds.validation()));
        scores.put(NodeScores.TEST, accuracy(folds.test()));
        return scores;
    }

    private double accuracy(int[] graphs) {
        int right = 0;
        for (GraphBatch each : batches(graphs)) {
            int[] predicted = feed.with(each, state.runner().fetch(predictions), result -> {
                int[] classes = new int[each.graphs()];
                ((TInt32) result.get(0)).asRawTensor().data().asInts().read(classes);
                return classes;
            });
            for (int k = 0; k < predicted.length; k++) {
                right += predicted[k] == each.labels()[k] ? 1 : 0;
            }
        }
        return (double) right / graphs.length;
    }

    private List<GraphBatch> batches(int[] graphs) {
        List<GraphBatch> batches = new ArrayList<>();
        for (int from = 0; from < graphs.length; from += batch) {
            int to = Math.min(from + batch, graphs.length);
            batches.add(GraphBatch.of(set, Arrays.copyOfRange(graphs, from, to)));
        }
        return batches;
    }

    @Override
    public String selectionMetric() {
        return NodeScores.VALIDATION;
    }

    /** Uses the first test batch, with its nodes as those of one graph; gradients use the first training batch. */
    @Override
    public DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        GraphBatch probed = batches(folds.test()).get(0);
        GraphProbe probe = new GraphProbe(probed.adjacency());
        feed.layers(
                probed,
                state.runner(),
                evaluated,
                (layer, output) -> probe.add(layer, TrainSession.floats(output), measures));
        feed.gradients(trained(0), state.runner(), gradients, measures);
        return measures;
    }

    @Override
    public NetworkState state() {
        return state;
    }

    @Override
    public Presentation presentation(ExportedWeights weights) {
        return new Presentation(
                TrialConfiguration.of(
                        spec,
                        set.digest(),
                        Map.of("num_features", set.features().columns(), "num_classes", set.classes())),
                state.weights(),
                new Serving.None("its input is a batch of graphs with sums and masks that only this zoo computes"),
                Optional.empty());
    }
}
