package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.image.ImageBackbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.image.ImageDataset;
import dev.contranorm.zoo.image.ImageSource;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.nio.file.Path;

/** Pictures: batches of random crops, AdamW with DeiT's cosine schedule and label smoothing. */
public final class ImageClassification implements TaskFamily {
    @Override
    public String family() {
        return CatalogueEntry.IMAGE;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        ImageDataset data =
                CatalogueItem.named(ImageSource.class, spec.dataset()).load(spec, settings.dataFolder());
        ImageBackbone backbone = CatalogueItem.named(ImageBackbone.class, spec.backbone());
        ImageTask task = new ImageTask(spec, backbone, data, settings.threads());
        String weights = spec.text("weights");
        if (!weights.isEmpty()) {
            Path place = settings.dataFolder().orElse(Path.of(".")).resolve(weights);
            try {
                task.state().load(WeightsFolder.open(place), Naming.DEIT);
            } catch (WeightsException unfit) {
                task.close();
                throw new DatasetException(DatasetException.Kind.DAMAGED, "weights: " + unfit.getMessage());
            }
        }
        return task;
    }
}
