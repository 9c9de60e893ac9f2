package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.loop.CheckpointHome;
import dev.contranorm.zoo.train.loop.Checkpoints;
import dev.contranorm.zoo.train.task.ExportException;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Writes a trained network for other programs: {@code model.safetensors} and {@code config.json} with the published names,
 * which this zoo can load as {@code weights}; the files of the tokenizer; and {@code saved_model/}, a TensorFlow SavedModel
 * with the signature {@code serving_default}. A network over one graph is served for that graph: its input is the indices of
 * nodes, and for RevGAT also the features of all nodes.
 */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Writes the weights that belong to the trial's numbers: those of the last epoch, under {@code clean} those of the best.
     *
     * @param asked which weights, if there is a moving average; empty for the evaluated ones
     * @param settings settings with the checkpoint folder
     * @param folder created if missing; must be empty
     * @return why there is no SavedModel; empty if there is one
     * @throws DatasetException if the dataset, which determines the network's classes, cannot be read
     * @throws ExportException if there is no complete checkpoint or no moving average, or the folder cannot be written
     */
    public static Optional<String> write(
            TrialSpec spec, Optional<ExportedWeights> asked, TrainingSettings settings, Path folder)
            throws DatasetException, ExportException {
        ExportedWeights weights = ExportedWeights.of(spec, asked);
        if (!isFree(folder)) {
            throw new ExportException(folder + ": is not empty; name an empty folder");
        }
        String family =
                CatalogueItem.named(Backbone.class, spec.backbone()).entry().family();
        try (Task task = TaskFamily.named(family).open(spec, settings);
                CheckpointHome home = CheckpointHome.of(spec, settings, task.testsBestEpoch())) {
            if (!(task instanceof ExportableTask exportable)) {
                throw new ExportException("networks of the family '" + family + "' cannot be exported");
            }
            if (!restored(task, home, spec)) {
                throw new ExportException("there is no complete checkpoint of this trial in "
                        + settings.checkpointFolder().map(Path::toString).orElse("any folder")
                        + "; checkpoints stay with the worker that trained the trial");
            }
            ExportableTask.Presentation shown = exportable.presentation(weights);
            try {
                task.state().export(folder, shown);
            } catch (IOException | TensorFlowException failed) {
                throw new ExportException(folder + ": cannot be written completely: " + failed.getMessage());
            }
            return shown.serving() instanceof ExportableTask.Serving.None none
                    ? Optional.of(none.reason())
                    : Optional.empty();
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
