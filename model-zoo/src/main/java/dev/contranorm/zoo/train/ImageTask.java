package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.image.ImageBackbone;
import dev.contranorm.zoo.backbone.image.ImageInput;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.image.ImageBatch;
import dev.contranorm.zoo.image.ImageDataset;
import dev.contranorm.zoo.image.Picture;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.metric.Matrix;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.optimizer.AdamW;
import dev.contranorm.zoo.optimizer.AdamWSettings;
import dev.contranorm.zoo.optimizer.CosineRates;
import dev.contranorm.zoo.optimizer.DecayRule;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Trains an {@link ImageBackbone} to classify pictures. */
final class ImageTask implements Task {
    private static final int JUDGED_AT_ONCE = 32;
    private static final int PROBED = 8;
    private static final double BATCH_OF_RATE = 512;
    /** Keeps the steps of different seeds apart. */
    private static final long SEED_FACTOR = 0x9E3779B97F4A7C15L;

    private final TrialSpec spec;
    private final ImageDataset data;
    private final ImageParts parts;
    private final EpochOrder order;
    private final int side;
    private final NetworkState state;
    private final ImageInput input;
    private final Operand<TInt32> labels;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Network evaluated;
    private final GradientProbe gradients;

    ImageTask(TrialSpec spec, ImageBackbone backbone, ImageDataset data, int threads) {
        this.spec = spec;
        this.data = data;
        this.parts = ImageParts.of(data, spec.protocol());
        int batch = (int) spec.integer("batch");
        this.order = new EpochOrder(parts.train().size(), batch, spec.seed());
        this.side = (int) spec.integer("image");
        TrainGraph graph = new TrainGraph(spec.seed());
        this.input = ImageInput.placeholder(graph, side, data.classes().size());
        this.labels = graph.ops().withName("label").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        Optional<ImageNorm> norm = spec.norm().equals("none")
                ? Optional.empty()
                : Optional.of(CatalogueItem.named(ImageNorm.class, spec.norm()));
        Backbone.Builder network = backbone.prepare(spec, input, norm, graph);
        Pass training = Pass.training(graph);
        Network trained = network.build(training);
        this.loss = loss(training, trained);
        double rate = spec.number("optimizer.learningRate") * batch / BATCH_OF_RATE;
        int epochs = (int) spec.integer("epochs");
        this.update = AdamW.minimise(
                graph,
                training.tape().orElseThrow(),
                loss,
                AdamWSettings.torch(spec.number("optimizer.weightDecay")),
                RateSchedule.byEpoch(
                        new CosineRates(rate, 1e-6, 1e-5, epochs, (int) spec.integer("optimizer.warmupEpochs"), 0)
                                .byEpoch(),
                        order.stepsPerEpoch()),
                DecayRule.timm());
        this.gradients = new GradientProbe(graph.ops(), training.tape().orElseThrow(), loss, trained.layers());
        this.evaluated = network.build(Pass.evaluation(graph));
        this.state = new NetworkState(graph, new TrainSession(graph, threads));
    }

    /** Smoothed labels for every head; without a teacher the distilled head learns the labels too, with half the weight. */
    private Operand<TFloat32> loss(Pass pass, Network trained) {
        Ops ops = pass.ops();
        int classes = data.classes().size();
        double smoothing = spec.number("labelSmoothing");
        Operand<TFloat32> target = ops.oneHot(
                labels,
                ops.constant(classes),
                ops.constant((float) (1 - smoothing + smoothing / classes)),
                ops.constant((float) (smoothing / classes)));
        Operand<TFloat32> first = LabelLoss.softTarget(pass, trained.logits(), target);
        if (trained.distilled().isEmpty()) {
            return first;
        }
        Operand<TFloat32> second =
                LabelLoss.softTarget(pass, trained.distilled().get(), target);
        return pass.segment(in -> ops.math.mul(ops.math.add(in.get(0), in.get(1)), ops.constant(0.5f)), first, second);
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
        ImageBatch batch = decoded(
                () -> ImageBatch.training(parts.train(), order.batch(step), side, spec.seed() * SEED_FACTOR + step));
        return run(batch, state.runner(step).fetch(loss).addTarget(update), result -> ((TFloat32) result.get(0))
                .getFloat());
    }

    private ImageBatch training(long step) {
        return decoded(
                () -> ImageBatch.training(parts.train(), order.batch(step), side, spec.seed() * SEED_FACTOR + step));
    }

    private interface Decoding {
        ImageBatch batch() throws DatasetException;
    }

    private static ImageBatch decoded(Decoding decoding) {
        try {
            return decoding.batch();
        } catch (DatasetException damaged) {
            throw new DamagedPictureException(damaged);
        }
    }

    private <T> T run(ImageBatch batch, Session.Runner runner, Function<Result, T> use) {
        try (TFloat32 pixels = TFloat32.tensorOf(
                        Shape.of(batch.size(), 3, batch.side(), batch.side()), DataBuffers.of(batch.pixels()));
                TInt32 wanted = TInt32.vectorOf(batch.labels());
                Result result = runner.feed(input.pictures(), pixels)
                        .feed(labels, wanted)
                        .run()) {
            return use.apply(result);
        }
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        SortedMap<String, Double> scores = new TreeMap<>();
        parts.judged().forEach((part, pictures) -> scores.put(part + "/accuracy", accuracy(pictures)));
        return scores;
    }

    private double accuracy(List<Picture> pictures) {
        int right = 0;
        for (int from = 0; from < pictures.size(); from += JUDGED_AT_ONCE) {
            ImageBatch batch = judged(pictures, from, Math.min(from + JUDGED_AT_ONCE, pictures.size()));
            float[] logits =
                    run(batch, state.runner().fetch(evaluated.logits()), result -> TrainSession.floats(result.get(0)));
            for (int row = 0; row < batch.size(); row++) {
                right += largest(logits, row, data.classes().size()) == batch.labels()[row] ? 1 : 0;
            }
        }
        return (double) right / pictures.size();
    }

    private ImageBatch judged(List<Picture> pictures, int from, int to) {
        int[] chosen = IntStream.range(from, to).toArray();
        return decoded(() -> ImageBatch.judging(pictures, chosen, side, spec.number("cropRatio")));
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
        return parts.judged().containsKey("validation") ? "validation/accuracy" : "test/accuracy";
    }

    /** On the first test pictures, as the mean over pictures; gradients in the first batch of training. */
    @Override
    public DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        for (int k = 0; k < Math.min(PROBED, data.test().size()); k++) {
            Session.Runner runner = state.runner();
            evaluated.layers().forEach(runner::fetch);
            run(judged(data.test(), k, k + 1), runner, result -> {
                for (int layer = 0; layer < evaluated.layers().size(); layer++) {
                    int tokens = (int) result.get(layer).shape().get(0);
                    measures.add(layer + 1, Matrix.firstRows(TrainSession.floats(result.get(layer)), tokens, tokens));
                }
                return null;
            });
        }
        Session.Runner runner = state.runner();
        gradients.fetch(runner);
        run(training(0), runner.addTarget(loss), result -> {
            gradients.read(result, measures);
            return null;
        });
        return measures;
    }

    @Override
    public NetworkState state() {
        return state;
    }
}
