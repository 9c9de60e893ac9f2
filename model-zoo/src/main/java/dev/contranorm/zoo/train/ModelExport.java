package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes a trained network for other programs: {@code model.safetensors} and {@code config.json} under the published names,
 * which this zoo loads again as {@code weights}, and {@code saved_model/}, a TensorFlow SavedModel with the signature {@code
 * serving_default}.
 */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Writes the weights that the trial's numbers belong to: those of the last epoch, under {@code clean} those of the best.
     *
     * @param settings with the folder of the checkpoints
     * @param folder is made; must hold nothing yet
     * @throws DatasetException when the dataset, which decides the network's classes, cannot be read
     * @throws ExportException when there is no whole checkpoint, or nothing can be written
     */
    public static void write(TrialSpec spec, TrainingSettings settings, Path folder)
            throws DatasetException, ExportException {
        if (spec.parameters().get("ema.evaluate") instanceof Boolean average && average) {
            throw new ExportException(
                    "this trial's numbers are those of the moving average (ema.evaluate), whose weights"
                            + " cannot be exported");
        }
        if (!isFree(folder)) {
            throw new ExportException(folder + ": holds something already; name an empty folder");
        }
        String family =
                CatalogueItem.named(Backbone.class, spec.backbone()).entry().family();
        try (Task task = TaskFamily.named(family).open(spec, settings);
                CheckpointHome home = CheckpointHome.of(spec, settings, task.testsBestEpoch())) {
            if (!(task instanceof ExportableTask exportable)) {
                throw new ExportException("networks of the family '" + family + "' have no published layout");
            }
            if (!restored(task, home, spec)) {
                throw new ExportException("there is no whole checkpoint of this trial in "
                        + settings.checkpointFolder().map(Path::toString).orElse("any folder")
                        + "; checkpoints stay where the worker that trained it keeps them");
            }
            try {
                task.state().export(folder, exportable.presentation());
            } catch (IOException failed) {
                throw new ExportException(folder + ": cannot be written: " + failed.getMessage());
            }
        }
    }

    private static boolean restored(Task task, CheckpointHome home, TrialSpec spec) {
        if (home.resumable().isEmpty()) {
            return false;
        }
        Checkpoints checkpoints = home.resumable().get();
        boolean bestCounts = spec.protocol() == Protocol.CLEAN || task.testsBestEpoch();
        boolean best = bestCounts && checkpoints.restoreBest(task);
        return best || checkpoints.resume(task).isPresent();
    }

    private static boolean isFree(Path folder) {
        try (Stream<Path> content = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return !Files.isRegularFile(folder) && content.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
