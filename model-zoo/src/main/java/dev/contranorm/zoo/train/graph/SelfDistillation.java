package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Self-distillation between trials: the predictions that a trial learns from, and those that it stores.
 *
 * @param teacher the teacher's logits, nodes × classes, row-major; empty without a teacher
 * @param predictions the file in which this trial stores its predictions; empty if it stores none
 */
record SelfDistillation(Optional<float[]> teacher, Optional<Path> predictions) {
    /**
     * @throws DatasetException if the teacher's predictions are missing or damaged
     * @throws InvalidTrialException if predictions cannot be stored, or the folder belongs to another trial
     */
    static SelfDistillation of(TrialSpec spec, TrainingSettings settings, int nodes, int classes)
            throws DatasetException {
        String teacher = spec.text("teacher");
        Optional<float[]> logits = teacher.isEmpty()
                ? Optional.empty()
                : Optional.of(Predictions.read(Predictions.candidates(settings, teacher, spec.seed()), nodes, classes));
        return new SelfDistillation(logits, written(spec, settings));
    }

    private static Optional<Path> written(TrialSpec spec, TrainingSettings settings) {
        String folder = spec.text("predictions");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        if (Path.of(folder).isAbsolute()
                || !Path.of(folder).normalize().equals(Path.of(folder))
                || folder.startsWith("..")) {
            throw invalid("'" + folder + "' is not a plain folder name", "use a name such as teacher-1");
        }
        Path checkpoints = settings.checkpointFolder()
                .orElseThrow(() -> invalid("there is no checkpoint folder to store them in", "set SWEEP_CHECKPOINTS"));
        Path file = Predictions.written(checkpoints, folder, spec.seed());
        String owner = Predictions.claim(file, spec.hash());
        if (!owner.equals(spec.hash())) {
            throw invalid(
                    "'" + folder + "' has the predictions of another trial with seed " + spec.seed() + ", " + owner,
                    "use a separate folder for each teacher, or delete " + file.getParent());
        }
        return Optional.of(file);
    }

    private static InvalidTrialException invalid(String what, String advice) {
        return new InvalidTrialException(List.of(new Problem("predictions", what, advice)));
    }

    /** The digest of all data that a trial reads: the dataset, and the teacher's predictions if any. */
    String digest(String ofDataset) {
        if (teacher.isEmpty()) {
            return ofDataset;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * teacher.get().length);
        bytes.asFloatBuffer().put(teacher.get());
        Sha256 digest = new Sha256();
        digest.add(ofDataset);
        digest.add(bytes);
        return digest.hex();
    }
}
