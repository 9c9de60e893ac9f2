package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.text.TextBackbone;
import dev.contranorm.zoo.backbone.text.TextInput;
import dev.contranorm.zoo.data.text.TextBatch;
import dev.contranorm.zoo.data.text.TextDataset;
import dev.contranorm.zoo.data.text.TextExample;
import dev.contranorm.zoo.data.text.TokenEncoder;
import dev.contranorm.zoo.data.text.TokenizerFiles;
import dev.contranorm.zoo.data.text.Tokens;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.norm.TextNorm;
import dev.contranorm.zoo.optimizer.Gradients;
import dev.contranorm.zoo.oversmoothing.Matrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.EpochOrder;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Trains a {@link TextBackbone} to classify or score texts. */
public final class TextTask implements ExportableTask {
    private static final int EVALUATION_BATCH = 64;
    private static final int PROBED = 16;

    private final SortedMap<String, Object> configuration;
    private final Optional<TokenizerFiles> tokenizerFiles;
    private final TextDataset data;
    private final TextSplits parts;
    private final List<Score> scores;
    private final Map<List<TextExample>, List<Tokens>> tokens;
    private final EpochOrder order;
    private final NetworkState state;
    private final TextFeed feed;
    private final Operand<TFloat32> loss;
    private final TextSteps steps;
    private final Network evaluated;
    private final GradientProbe gradients;

    public TextTask(
            TrialSpec spec,
            TextBackbone backbone,
            TextDataset data,
            List<Score> scores,
            TokenEncoder tokenizer,
            int threads) {
        this.data = data;
        this.parts = TextSplits.of(data, spec.protocol());
        this.scores = scores;
        this.tokenizerFiles = tokenizer.files();
        this.tokens = new IdentityHashMap<>();
        tokens.put(parts.train(), encoded(parts.train(), tokenizer));
        parts.evaluated().values().forEach(part -> tokens.put(part, encoded(part, tokenizer)));
        this.order = new EpochOrder(parts.train().size(), (int) spec.integer("batch"), spec.seed());
        TrainGraph graph = new TrainGraph(spec.seed());
        TextInput input = TextInput.placeholders(graph, tokenizer.vocabulary(), data.classes());
        this.feed = new TextFeed(
                input, graph.ops().withName("label").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1))));
        this.configuration = backbone.configuration(spec, input);
        Backbone.Builder network = backbone.prepare(spec, input, TextNorm.of(spec), graph);
        Pass training = Pass.training(graph);
        Network trained = network.build(training);
        this.loss = loss(training, trained.logits());
        Tape tape = training.tape().orElseThrow();
        this.steps = TextSteps.of(
                graph, spec, Gradients.of(graph, tape, loss), spec.integer("epochs") * order.stepsPerEpoch());
        this.gradients = new GradientProbe(graph.ops(), tape, loss, trained.layers());
        this.evaluated = network.build(Pass.evaluation(graph));
        this.state = new NetworkState(graph, new TrainSession(graph, threads));
    }

    private static List<Tokens> encoded(List<TextExample> examples, TokenEncoder tokenizer) {
        return examples.stream().map(tokenizer::encode).toList();
    }

    private Operand<TFloat32> loss(Pass pass, Operand<TFloat32> logits) {
        return data.isRegression()
                ? LabelLoss.meanSquare(pass, logits, feed.labels())
                : LabelLoss.crossEntropy(
                        pass, logits, pass.ops().dtypes.cast(feed.labels(), TInt32.class), data.classes());
    }

    @Override
    public String datasetDigest() {
        return data.digest();
    }

    @Override
    public long stepsPerEpoch() {
        return order.stepsPerEpoch();
    }

    @Override
    public double step(long step) {
        TextBatch batch = TextBatch.of(tokens.get(parts.train()), parts.train(), order.batch(step));
        return steps.take(state, feed, batch, step);
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        SortedMap<String, Double> measured = new TreeMap<>();
        parts.evaluated().forEach((part, examples) -> {
            double[] predicted = predictions(examples);
            double[] labels = examples.stream().mapToDouble(TextExample::label).toArray();
            TextScores.of(scores, predicted, labels)
                    .forEach((measure, value) -> measured.put(part + "/" + measure, value));
        });
        return measured;
    }

    /** Predicts class indices, or the values of a regression. */
    private double[] predictions(List<TextExample> examples) {
        double[] predictions = new double[examples.size()];
        for (int from = 0; from < predictions.length; from += EVALUATION_BATCH) {
            int[] chosen = IntStream.range(from, Math.min(from + EVALUATION_BATCH, predictions.length))
                    .toArray();
            TextBatch batch = TextBatch.of(tokens.get(examples), examples, chosen);
            float[] logits = logits(batch);
            for (int row = 0; row < chosen.length; row++) {
                predictions[from + row] = data.isRegression() ? logits[row] : largest(logits, row, data.classes());
            }
        }
        return predictions;
    }

    /** The logits, batch × outputs, row-major. */
    float[] logits(TextBatch batch) {
        return feed.with(batch, state.runner().fetch(evaluated.logits()), result -> TrainSession.floats(result.get(0)));
    }

    private static int largest(float[] logits, int row, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = logits[row * classes + k] > logits[row * classes + best] ? k : best;
        }
        return best;
    }

    @Override
    public String selectionMetric() {
        return "validation/score";
    }

    /**
     * Uses the first texts of the validation part, without padding, as the mean over texts; gradients use the first training
     * batch.
     */
    @Override
    public DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        List<TextExample> examples = parts.evaluated().get("validation");
        for (int k = 0; k < Math.min(PROBED, examples.size()); k++) {
            TextBatch batch = TextBatch.of(tokens.get(examples), examples, k);
            int length = tokens.get(examples).get(k).ids().length;
            feed.layers(
                    batch,
                    state.runner(),
                    evaluated,
                    (layer, output) ->
                            measures.add(layer, Matrix.firstRows(TrainSession.floats(output), batch.length(), length)));
        }
        TextBatch first = TextBatch.of(tokens.get(parts.train()), parts.train(), order.batch(0));
        feed.gradients(first, state.runner(), gradients, measures);
        return measures;
    }

    @Override
    public NetworkState state() {
        return state;
    }

    @Override
    public Presentation presentation(ExportedWeights weights) {
        TextInput input = feed.input();
        return new Presentation(
                configuration,
                state.weights(),
                new Serving.Signature(
                        Map.of(
                                "input_ids", input.ids(),
                                "attention_mask", input.mask(),
                                "token_type_ids", input.types()),
                        Map.of("logits", evaluated.logits())),
                tokenizerFiles);
    }
}
