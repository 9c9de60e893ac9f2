package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.BatchQueue;
import dev.contranorm.zoo.data.image.Decoders;
import dev.contranorm.zoo.data.image.EvaluationBatches;
import dev.contranorm.zoo.data.image.ImageBatch;
import dev.contranorm.zoo.data.image.ImageDataset;
import dev.contranorm.zoo.data.image.LabelledImage;
import dev.contranorm.zoo.data.image.RepeatedOrder;
import dev.contranorm.zoo.data.image.TrainingBatches;
import dev.contranorm.zoo.data.image.augment.Augmentation;
import dev.contranorm.zoo.data.image.augment.CentreCrop;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.train.task.DamagedImageException;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains a network to classify images, which are decoded and augmented while it computes. */
final class ImageTask implements ExportableTask {
    private static final int EVALUATION_BATCH = 32;
    private static final int PROBED = 8;

    private final ImageDataset data;
    private final ImageSplits parts;
    private final ImageNetwork network;
    private final RepeatedOrder order;
    private final Decoders decoders;
    private final TrainingBatches trained;
    private final BatchQueue training;
    private final SortedMap<String, EvaluationBatches> evaluations = new TreeMap<>();
    private final EvaluationBatches probed;

    /** Takes ownership of the network and closes it with the task. */
    ImageTask(
            TrialSpec spec,
            ImageDataset data,
            ImageSplits parts,
            RepeatedOrder order,
            ImageNetwork network,
            int threads) {
        this.data = data;
        this.parts = parts;
        this.order = order;
        this.network = network;
        this.decoders = new Decoders(threads);
        int side = (int) spec.integer("image");
        int classes = data.classes().size();
        boolean plain = data.form() == ImageDataset.Form.SYNTHETIC;
        this.trained = new TrainingBatches(
                parts.train(),
                classes,
                side,
                order,
                spec.integer("epochs"),
                plain ? Augmentation.none(side) : Augmentation.of(spec),
                plain ? Mixing.none() : Mixing.of(spec));
        this.training = decoders.queue(trained);
        CentreCrop crop = new CentreCrop(side, spec.number("cropRatio"));
        parts.evaluated()
                .forEach((part, images) ->
                        evaluations.put(part, new EvaluationBatches(images, classes, crop, EVALUATION_BATCH)));
        List<LabelledImage> first =
                data.test().subList(0, Math.min(PROBED, data.test().size()));
        this.probed = new EvaluationBatches(first, classes, crop, 1);
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
        return network.step(step, taken(training, step));
    }

    private static ImageBatch taken(BatchQueue queue, long number) {
        try {
            return queue.take(number);
        } catch (DatasetException damaged) {
            throw new DamagedImageException(damaged);
        }
    }

    @Override
    public SortedMap<String, Double> evaluate() {
        SortedMap<String, Double> scores = new TreeMap<>();
        evaluations.forEach((part, batches) -> {
            ImageScores counted = new ImageScores(data.classes().size());
            BatchQueue queue = decoders.queue(batches);
            for (long k = 0; k < batches.end(); k++) {
                ImageBatch batch = taken(queue, k);
                counted.add(batch, network.logits(batch));
            }
            counted.into(scores, part);
        });
        return scores;
    }

    @Override
    public String selectionMetric() {
        return parts.evaluated().containsKey("validation") ? "validation/accuracy" : "test/accuracy";
    }

    /** Uses the first test images, as the mean over images; gradients use the first training batch. */
    @Override
    public DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        BatchQueue queue = decoders.queue(probed);
        for (long k = 0; k < probed.end(); k++) {
            network.layers(taken(queue, k), measures);
        }
        network.gradients(taken(decoders.only(trained), 0), measures);
        return measures;
    }

    @Override
    public Presentation presentation(ExportedWeights weights) {
        return network.presentation(weights);
    }

    /** The logits, batch × classes. */
    float[] logits(ImageBatch batch) {
        return network.logits(batch);
    }

    @Override
    public NetworkState state() {
        return network.state();
    }

    @Override
    public void close() {
        decoders.close();
        network.close();
    }
}
