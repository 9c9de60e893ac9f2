package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.LabelReuseBackbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.NodeSplit;
import dev.contranorm.zoo.loss.Distillation;
import dev.contranorm.zoo.loss.RobustCrossEntropy;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.optimizer.RmsProp;
import dev.contranorm.zoo.optimizer.RmsPropSettings;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.FedMatrices;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Optional;
import java.util.SortedMap;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Trains a {@link LabelReuseBackbone} as published for ogbn-arxiv: labels of training nodes as features, the robust loss on
 * nodes whose label is hidden in the step, RMSprop with a rising learning rate in the first epochs, and, for a student, a
 * teacher's predictions. Both protocols test the best epoch: {@code paper} selects it by validation loss, {@code clean} by
 * validation accuracy, or by ROC AUC if the dataset uses it.
 */
final class LabelReuseTask implements ExportableTask {
    static final String VALIDATION_LOSS = "validation/loss";
    static final String TEST_LOSS = "test/loss";
    static final String NEGATIVE_LOSS = "validation/negative-loss";

    private final TrialSpec spec;
    private final NodeSplit split;
    private final GraphDataset dataset;
    private final int[] labels;
    private final int classes;
    private final SelfDistillation distillation;
    private final String digest;
    private final FedMatrices fed = new FedMatrices();
    private final Ops ops;
    private final Operand<TFloat32> features;
    private final WholeGraph network;
    private final NodeScores nodeScores;
    private final Operand<TFloat32> lossOfEach;

    LabelReuseTask(
            TrialSpec spec,
            LabelReuseBackbone backbone,
            GraphDataset dataset,
            NodeSplit split,
            TrainingSettings settings)
            throws DatasetException {
        this.spec = spec;
        this.split = split;
        this.dataset = dataset;
        this.labels = dataset.labels();
        this.classes = dataset.classes();
        this.distillation = SelfDistillation.of(spec, settings, dataset.nodes(), dataset.classes());
        this.digest = distillation.digest(dataset.digest());
        TrainGraph graph = new TrainGraph(spec.seed());
        this.ops = graph.ops();
        LabelColumns columns = columns(backbone, graph);
        this.features = columns.features();
        Pass training = Pass.training(graph);
        HiddenLabels hidden = HiddenLabels.of(graph, split, spec.number("maskRate"));
        Network trained = columns.build(training, hidden.shown(), hidden.guessed());
        Operand<TFloat32> loss = loss(training, trained, columns, hidden);
        Tape tape = training.tape().orElseThrow();
        Op update = RmsProp.minimise(
                graph,
                tape,
                loss,
                RmsPropSettings.of(spec.number("optimizer.weightDecay")),
                RateSchedule.rising(spec.number("optimizer.learningRate"), spec.integer("optimizer.warmupEpochs")));
        Network evaluated = columns.build(Pass.evaluation(graph), hidden.ofTraining(), hidden.ofOthers());
        this.nodeScores = new NodeScores(spec, dataset, split, ops, evaluated.logits());
        this.lossOfEach = RobustCrossEntropy.each(ops, evaluated.logits(), columns.labels());
        this.network = new WholeGraph(
                new NetworkState(graph, new TrainSession(graph, settings.threads()), fed),
                loss,
                update,
                evaluated,
                new GraphProbe(dataset.adjacency()),
                new GradientProbe(ops, tape, loss, trained.layers()));
    }

    private LabelColumns columns(LabelReuseBackbone backbone, TrainGraph graph) {
        int width = dataset.features().columns();
        boolean used = spec.flag("labels");
        return new LabelColumns(
                backbone.prepare(
                        spec,
                        dataset.adjacency(),
                        width + (used ? classes : 0),
                        classes,
                        CatalogueItem.named(Norm.class, spec.norm()),
                        graph),
                fed.add(ops, dataset.nodes(), width, dataset.features().toDense()),
                ops.oneHot(ops.constant(labels), ops.constant(classes), ops.constant(1f), ops.constant(0f)),
                used,
                (int) spec.integer("labelIterations"));
    }

    private Operand<TFloat32> loss(Pass training, Network trained, LabelColumns columns, HiddenLabels hidden) {
        // Without labels as features, the published script learns from the nodes whose label it would have shown.
        Operand<TFloat32> counted = columns.used() ? hidden.hidden() : hidden.chosen();
        Operand<TFloat32> own =
                RobustCrossEntropy.mean(training, trained.logits(), columns.labels(), hidden.trainingNodes(), counted);
        if (distillation.teacher().isEmpty()) {
            return own;
        }
        Operand<TFloat32> teacher = fed.add(
                training.ops(), labels.length, classes, distillation.teacher().get());
        Operand<TFloat32> divergence = Distillation.divergence(
                training, trained.logits(), teacher, classes, spec.number("distillation.temperature"));
        return Distillation.mixed(training, own, divergence, spec.number("distillation.alpha"));
    }

    @Override
    public String datasetDigest() {
        return digest;
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
        nodeScores.fetch(runner);
        SortedMap<String, Double> scores;
        float[] losses;
        try (Result result = runner.fetch(lossOfEach).run()) {
            scores = nodeScores.read(result);
            losses = TrainSession.floats(result.get(result.size() - 1));
        }
        scores.put(VALIDATION_LOSS, NodeScores.mean(split.validation(), node -> losses[node]));
        scores.put(TEST_LOSS, NodeScores.mean(split.test(), node -> losses[node]));
        scores.put(NEGATIVE_LOSS, -scores.get(VALIDATION_LOSS));
        return scores;
    }

    @Override
    public String selectionMetric() {
        return spec.protocol() == Protocol.PAPER ? NEGATIVE_LOSS : NodeScores.selection(spec);
    }

    @Override
    public boolean testsBestEpoch() {
        return true;
    }

    @Override
    public DepthMeasures depth() {
        return network.depth();
    }

    @Override
    public void conclude() {
        if (distillation.predictions().isPresent()) {
            Predictions.write(distillation.predictions().get(), network.logits(), labels.length, classes);
        }
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
        return network.presentation(NodeClassification.configuration(spec, dataset), ops, Optional.of(features));
    }
}
