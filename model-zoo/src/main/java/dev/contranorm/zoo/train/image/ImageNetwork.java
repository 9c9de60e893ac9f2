package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.image.BatchHalves;
import dev.contranorm.zoo.backbone.image.ImageBackbone;
import dev.contranorm.zoo.data.image.ImageBatch;
import dev.contranorm.zoo.loss.Distillation;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.optimizer.AdamW;
import dev.contranorm.zoo.optimizer.AdamWSettings;
import dev.contranorm.zoo.optimizer.CosineRates;
import dev.contranorm.zoo.optimizer.DecayRule;
import dev.contranorm.zoo.optimizer.MovingAverage;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.oversmoothing.Matrix;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** A network over images with the DeiT recipe: its loss, its optimizer, its moving average, and a teacher if there is one. */
final class ImageNetwork implements AutoCloseable {
    private static final double BATCH_OF_RATE = 512;
    private static final double WARMUP_RATE = 1e-6;
    private static final double LOWEST_RATE = 1e-5;

    private final TrialSpec spec;
    private final TrainGraph graph;
    private final Backbone.Builder builder;
    private final SortedMap<String, Object> configuration;
    private final ImageFeed feed;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Optional<MovingAverage> average;
    private final Network evaluated;
    private final GradientProbe gradients;
    private final NetworkState state;

    /**
     * @param stepsPerEpoch determines the learning rate of a step
     * @throws WeightsException if the teacher's weights cannot be read
     */
    ImageNetwork(
            TrialSpec spec,
            ImageBackbone backbone,
            int classes,
            long stepsPerEpoch,
            Optional<ImageTeacher> teacher,
            int threads)
            throws WeightsException {
        this.spec = spec;
        this.graph = new TrainGraph(spec.seed());
        this.feed = ImageFeed.placeholders(graph, (int) spec.integer("image"), classes);
        this.configuration = backbone.configuration(spec, feed.input());
        this.builder = backbone.prepare(spec, feed.input(), ImageNorm.of(spec), graph);
        Backbone.Builder halves = BatchHalves.prepare(backbone, spec, feed.input(), ImageNorm.of(spec), graph);
        Pass training = Pass.training(graph);
        Network trained = halves.build(training);
        Optional<Operand<TFloat32>> teacherLogits = teacher.map(each -> each.logits(graph, feed.input()));
        this.loss = loss(training, trained, teacherLogits);
        Op step = AdamW.minimise(
                graph, training.tape().orElseThrow(), loss, settings(spec), rates(stepsPerEpoch), DecayRule.timm());
        this.gradients = new GradientProbe(graph.ops(), training.tape().orElseThrow(), loss, trained.layers());
        double decay = spec.number("ema.decay");
        this.average = decay > 0 ? Optional.of(MovingAverage.after(step, graph, decay)) : Optional.empty();
        this.update = average.map(MovingAverage::update).orElse(step);
        TrainGraph evaluatedGraph =
                spec.flag("ema.evaluate") ? average.orElseThrow().network() : graph;
        this.evaluated = halves.build(Pass.evaluation(evaluatedGraph));
        this.state = new NetworkState(graph, TrainSession.ofHalves(graph, threads));
        if (teacher.isPresent()) {
            state.load(teacher.get().weights(), ImageTeacher.NAMING, graph.frozen());
        }
    }

    private static AdamWSettings settings(TrialSpec spec) {
        return AdamWSettings.torch(spec.number("optimizer.weightDecay")).clippedTo(spec.number("optimizer.clipNorm"));
    }

    private RateSchedule rates(long stepsPerEpoch) {
        double rate = spec.number("optimizer.learningRate") * spec.integer("batch") / BATCH_OF_RATE;
        int epochs = (int) spec.integer("epochs");
        int warmup = (int) spec.integer("optimizer.warmupEpochs");
        return RateSchedule.byEpoch(
                new CosineRates(rate, WARMUP_RATE, LOWEST_RATE, epochs, warmup, 0).byEpoch(), stepsPerEpoch);
    }

    /**
     * Without a teacher the second head also learns the labels, with half the weight (in the published script it stays
     * untrained).
     */
    private Operand<TFloat32> loss(Pass pass, Network trained, Optional<Operand<TFloat32>> teacherLogits) {
        Operand<TFloat32> labels = LabelLoss.softTarget(pass, trained.logits(), feed.targets());
        if (trained.distilled().isEmpty()) {
            return labels;
        }
        Operand<TFloat32> second = trained.distilled().get();
        if (teacherLogits.isEmpty()) {
            return Distillation.mixed(pass, labels, LabelLoss.softTarget(pass, second, feed.targets()), 0.5);
        }
        int classes = feed.input().classes();
        Operand<TFloat32> teachers = spec.text("distillation.kind").equals("soft")
                ? Distillation.divergence(
                        pass, second, teacherLogits.get(), classes, spec.number("distillation.temperature"))
                : Distillation.choice(pass, second, teacherLogits.get(), classes);
        return Distillation.mixed(pass, labels, teachers, spec.number("distillation.alpha"));
    }

    /** Replaces the random weights with published ones. */
    void load(WeightsFolder folder) throws WeightsException {
        state.load(folder, Naming.DEIT);
        average.ifPresent(each -> state.run(each.start()));
    }

    /** Runs one step and returns the loss before it. */
    double step(long step, ImageBatch batch) {
        return feed.loss(batch, state.runner(step).addTarget(update), loss);
    }

    /** The logits, batch × classes. */
    float[] logits(ImageBatch batch) {
        return feed.with(batch, state.runner().fetch(evaluated.logits()), result -> TrainSession.floats(result.get(0)));
    }

    /** Measures the output of each block for one image. */
    void layers(ImageBatch image, DepthMeasures measures) {
        feed.layers(image, state.runner(), evaluated, (layer, output) -> {
            int tokens = (int) output.shape().get(0);
            measures.add(layer, Matrix.firstRows(TrainSession.floats(output), tokens, tokens));
        });
    }

    /** Measures the gradient norm at each block. */
    void gradients(ImageBatch batch, DepthMeasures measures) {
        feed.gradients(batch, state.runner(), gradients, measures);
    }

    /** The network as other programs see it, with the trained weights or with their average. */
    ExportableTask.Presentation presentation(ExportedWeights weights) {
        boolean averaged = weights == ExportedWeights.AVERAGED;
        TrainGraph chosen = averaged ? average.orElseThrow().network() : graph;
        SortedMap<String, Object> config = new TreeMap<>(configuration);
        config.put("weights", weights.label());
        average.ifPresent(kept -> config.put("ema_decay", spec.number("ema.decay")));
        return new ExportableTask.Presentation(
                config,
                averaged ? average.orElseThrow().weights() : state.weights(),
                new ExportableTask.Serving.Signature(
                        Map.of("image", feed.input().images()),
                        Map.of("logits", builder.build(Pass.evaluation(chosen)).logits())),
                Optional.empty());
    }

    NetworkState state() {
        return state;
    }

    @Override
    public void close() {
        state.close();
    }
}
