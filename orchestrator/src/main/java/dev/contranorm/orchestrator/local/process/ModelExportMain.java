package dev.contranorm.orchestrator.local.process;

import dev.contranorm.zoo.train.ModelExport;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports a trained network in its own process: SPEC WEIGHTS DATA CHECKPOINTS FOLDER. */
public final class ModelExportMain {
    private ModelExportMain() {}

    /**
     * Runs the process.
     *
     * @param weights which weights, where a moving average is kept; empty: those that were evaluated
     * @param checkpoints folder of all trials' checkpoints
     * @param folder to write to
     * @return why there is no SavedModel; empty when there is one
     */
    public static Optional<String> run(
            TrialSpec spec,
            Optional<ExportedWeights> weights,
            Optional<Path> data,
            Path checkpoints,
            Path folder,
            Map<String, String> environment)
            throws AnsweringProcess.UnansweredException, InterruptedException {
        List<String> arguments = List.of(
                spec.canonicalJson(),
                weights.map(ExportedWeights::name).orElse(""),
                data.map(Path::toString).orElse(""),
                checkpoints.toString(),
                folder.toString());
        return optional(AnsweringProcess.ask(ModelExportMain.class, arguments, environment));
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public static void main(String[] arguments) {
        AnsweringProcess.answer(() -> {
            TrainingSettings settings = new TrainingSettings(
                    optional(arguments[2]).map(Path::of), 1, Optional.of(Path.of(arguments[3])), Duration.ofMinutes(3));
            return ModelExport.write(
                            TrialSpec.parse(arguments[0]),
                            optional(arguments[1]).map(ExportedWeights::valueOf),
                            settings,
                            Path.of(arguments[4]))
                    .orElse("");
        });
    }
}
