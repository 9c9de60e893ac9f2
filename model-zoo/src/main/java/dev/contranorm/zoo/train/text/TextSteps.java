package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.data.text.TextBatch;
import dev.contranorm.zoo.optimizer.Accumulation;
import dev.contranorm.zoo.optimizer.AdamW;
import dev.contranorm.zoo.optimizer.AdamWSettings;
import dev.contranorm.zoo.optimizer.DecayRule;
import dev.contranorm.zoo.optimizer.Gradients;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The optimizer steps of the published GLUE script: Hugging Face's AdamW with linear warm-up and decay; with {@code
 * optimizer.accumulation} each step takes several runs. The graph's step counts runs, so that every part has its own dropout.
 */
final class TextSteps {
    private final int parts;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Optional<Accumulation> accumulation;

    private TextSteps(int parts, Operand<TFloat32> loss, Op update, Optional<Accumulation> accumulation) {
        this.parts = parts;
        this.loss = loss;
        this.update = update;
        this.accumulation = accumulation;
    }

    /**
     * @param gradients gradients of a loss that is a mean over the batch
     * @param steps number of steps of the whole trial
     */
    static TextSteps of(TrainGraph graph, TrialSpec spec, Gradients gradients, long steps) {
        Ops ops = graph.ops();
        int parts = (int) spec.integer("optimizer.accumulation");
        Optional<Accumulation> accumulation =
                parts > 1 ? Optional.of(new Accumulation(graph, gradients)) : Optional.empty();
        Operand<TInt64> step = parts > 1 ? ops.math.floorDiv(graph.step(), ops.constant((long) parts)) : graph.step();
        Op update = AdamW.minimise(
                graph,
                step,
                accumulation.map(Accumulation::total).orElse(gradients),
                AdamWSettings.huggingFace(spec.number("optimizer.weightDecay"))
                        .clippedTo(spec.number("optimizer.clipNorm")),
                RateSchedule.linearDecay(
                        spec.number("optimizer.learningRate"), spec.integer("optimizer.warmup"), steps),
                DecayRule.huggingFace());
        return new TextSteps(parts, gradients.loss(), update, accumulation);
    }

    /**
     * Runs one step.
     *
     * @return the loss of the whole batch before the update
     */
    double take(NetworkState state, TextFeed feed, TextBatch batch, long step) {
        if (accumulation.isEmpty()) {
            return run(feed, batch, state.runner(step).addTarget(update));
        }
        Accumulation sums = accumulation.get();
        List<TextBatch> pieces = batch.parts(parts);
        int last = Math.max(1, pieces.size() - 1);
        double sum = 0;
        for (int k = 0; k <= last; k++) {
            // A batch of one text still has a first and a last run; the first then has weight 0.
            TextBatch piece = pieces.get(Math.min(k, pieces.size() - 1));
            boolean counts = k < pieces.size() - 1 || k == last;
            float share = counts ? (float) piece.size() / batch.size() : 0;
            Op op = k == 0 ? sums.store() : k == last ? update : sums.add();
            try (TFloat32 fed = TFloat32.scalarOf(share)) {
                Session.Runner runner = state.runner(step * parts + k).feed(sums.share(), fed);
                sum += share * run(feed, piece, runner.addTarget(op));
            }
        }
        return sum;
    }

    private double run(TextFeed feed, TextBatch batch, Session.Runner runner) {
        return feed.loss(batch, runner, loss);
    }
}
