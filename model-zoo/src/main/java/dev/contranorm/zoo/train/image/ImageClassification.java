package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.backbone.image.ImageBackbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.ImageDataset;
import dev.contranorm.zoo.data.image.ImageSource;
import dev.contranorm.zoo.data.image.RepeatedOrder;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Training on images with the DeiT recipe, and with a teacher if one is set. */
public final class ImageClassification implements TaskFamily {
    @Override
    public String family() {
        return CatalogueEntry.IMAGE;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        ImageDataset data =
                CatalogueItem.named(ImageSource.class, spec.dataset()).load(spec, settings.dataFolder());
        ImageSplits parts = ImageSplits.of(data, spec.protocol());
        RepeatedOrder order = new RepeatedOrder(
                parts.train().size(), (int) spec.integer("batch"), (int) spec.integer("augment.repeats"), spec.seed());
        ImageNetwork network = network(spec, settings, data.classes().size(), order.stepsPerEpoch());
        return new ImageTask(spec, data, parts, order, network, settings.threads());
    }

    private static ImageNetwork network(TrialSpec spec, TrainingSettings settings, int classes, long stepsPerEpoch)
            throws DatasetException {
        ImageBackbone backbone = CatalogueItem.named(ImageBackbone.class, spec.backbone());
        Path folder = settings.dataFolder().orElse(Path.of("."));
        String key = "distillation.teacher";
        try {
            String named = spec.text(key);
            Optional<ImageTeacher> teacher =
                    named.isEmpty() ? Optional.empty() : Optional.of(ImageTeacher.open(folder.resolve(named), classes));
            ImageNetwork network =
                    new ImageNetwork(spec, backbone, classes, stepsPerEpoch, teacher, settings.threads());
            key = "weights";
            String weights = spec.text(key);
            if (!weights.isEmpty()) {
                load(network, folder.resolve(weights));
            }
            return network;
        } catch (WeightsException unfit) {
            throw new DatasetException(DatasetException.Kind.DAMAGED, key + ": " + unfit.getMessage());
        }
    }

    private static void load(ImageNetwork network, Path place) throws WeightsException {
        try {
            network.load(WeightsFolder.open(place));
        } catch (WeightsException unfit) {
            network.close();
            throw unfit;
        }
    }

    @Override
    public SortedSet<String> scores(String dataset, String backbone, Protocol protocol) {
        return ImageSplits.evaluated(protocol).stream()
                .flatMap(part -> ImageScores.names(part).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
