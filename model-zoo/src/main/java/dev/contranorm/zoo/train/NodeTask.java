package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.GraphBackbone;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.data.GraphDataset;
import dev.contranorm.zoo.data.NodeSplit;
import dev.contranorm.zoo.loss.CrossEntropy;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.Adam;
import dev.contranorm.zoo.optimizer.AdamSettings;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trains a {@link GraphBackbone} to classify the nodes of one graph, all of them in every step. */
final class NodeTask implements Task {
    private final GraphDataset dataset;
    private final NetworkState state;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final NodeScores scores;
    private final String selection;
    private final Network evaluated;
    private final GraphProbe probe;
    private final GradientProbe gradients;

    NodeTask(TrialSpec spec, GraphDataset dataset, NodeSplit split, int threads) {
        this.dataset = dataset;
        this.selection = NodeScores.selection(spec);
        TrainGraph graph = new TrainGraph(spec.seed(), threads);
        Backbone.Builder network = CatalogueItem.named(GraphBackbone.class, spec.backbone())
                .prepare(spec, GraphInput.of(dataset), CatalogueItem.named(Norm.class, spec.norm()), graph);
        Pass training = Pass.training(graph);
        int[] nodes = IntStream.range(0, dataset.nodes())
                .filter(node -> split.train()[node])
                .toArray();
        int[] labels = IntStream.of(nodes).map(node -> dataset.labels()[node]).toArray();
        Network trained = network.build(training);
        this.loss = CrossEntropy.mean(training, trained.logits(), nodes, labels, dataset.classes());
        this.update = Adam.minimise(
                graph,
                training.tape().orElseThrow(),
                loss,
                AdamSettings.of(spec.number("optimizer.learningRate"), spec.number("optimizer.weightDecay")));
        this.evaluated = network.build(Pass.evaluation(graph));
        Ops ops = graph.ops();
        this.scores = new NodeScores(spec, dataset, split, ops, evaluated.logits());
        this.probe = new GraphProbe(dataset.adjacency());
        this.gradients = new GradientProbe(ops, training.tape().orElseThrow(), loss, trained.layers());
        this.state = new NetworkState(graph, TrainSession.ofLanes(graph));
    }

    @Override
    public String datasetDigest() {
        return dataset.digest();
    }

    @Override
    public long stepsPerEpoch() {
        return 1;
    }

    @Override
    public double step(long step) {
        try (var result = state.runner(step).fetch(loss).addTarget(update).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        Session.Runner runner = state.runner();
        scores.fetch(runner);
        try (Result result = runner.run()) {
            return scores.read(result);
        }
    }

    @Override
    public String selectionMetric() {
        return selection;
    }

    @Override
    public DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        probe.measure(state, evaluated.layers(), measures);
        gradients.measure(state, measures);
        return measures;
    }

    @Override
    public NetworkState state() {
        return state;
    }
}
