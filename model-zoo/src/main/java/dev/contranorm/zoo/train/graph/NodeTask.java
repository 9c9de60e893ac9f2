package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.GraphBackbone;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.NodeSplit;
import dev.contranorm.zoo.loss.CrossEntropy;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.Adam;
import dev.contranorm.zoo.optimizer.AdamSettings;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trains a {@link GraphBackbone} to classify the nodes of one graph, all of them in every step. */
final class NodeTask implements ExportableTask {
    private final GraphDataset dataset;
    private final WholeGraph network;
    private final NodeScores scores;
    private final TrialSpec spec;
    private final Ops ops;

    NodeTask(TrialSpec spec, GraphDataset dataset, NodeSplit split, int threads) {
        this.dataset = dataset;
        this.spec = spec;
        TrainGraph graph = new TrainGraph(spec.seed(), threads);
        Backbone.Builder builder = CatalogueItem.named(GraphBackbone.class, spec.backbone())
                .prepare(spec, GraphInput.of(dataset), CatalogueItem.named(Norm.class, spec.norm()), graph);
        Pass training = Pass.training(graph);
        int[] nodes = IntStream.range(0, dataset.nodes())
                .filter(node -> split.train()[node])
                .toArray();
        int[] labels = IntStream.of(nodes).map(node -> dataset.labels()[node]).toArray();
        Network trained = builder.build(training);
        Operand<TFloat32> loss = CrossEntropy.mean(training, trained.logits(), nodes, labels, dataset.classes());
        Tape tape = training.tape().orElseThrow();
        Op update = Adam.minimise(graph, tape, loss, AdamSettings.of(spec));
        Network evaluated = builder.build(Pass.evaluation(graph));
        this.ops = graph.ops();
        this.scores = new NodeScores(spec, dataset, split, ops, evaluated.logits());
        this.network = new WholeGraph(
                new NetworkState(graph, TrainSession.ofSmallOperators(graph)),
                loss,
                update,
                evaluated,
                new GraphProbe(dataset.adjacency()),
                new GradientProbe(ops, tape, loss, trained.layers()));
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
        return network.step(step);
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        Session.Runner runner = network.state().runner();
        scores.fetch(runner);
        try (Result result = runner.run()) {
            return scores.read(result);
        }
    }

    @Override
    public String selectionMetric() {
        return NodeScores.selection(spec);
    }

    @Override
    public DepthMeasures depth() {
        return network.depth();
    }

    @Override
    public NetworkState state() {
        return network.state();
    }

    /** The logits, nodes × classes, row-major. */
    float[] logits() {
        return network.logits();
    }

    @Override
    public Presentation presentation(ExportedWeights weights) {
        return network.presentation(NodeClassification.configuration(spec, dataset), ops, Optional.empty());
    }
}
