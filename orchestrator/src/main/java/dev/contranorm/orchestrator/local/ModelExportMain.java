package dev.contranorm.orchestrator.local;

import dev.contranorm.zoo.train.ModelExport;
import dev.contranorm.zoo.train.TrainingSettings;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a trained network for other programs, in a process of its own: SPEC DATA CHECKPOINTS FOLDER. */
public final class ModelExportMain {
    private ModelExportMain() {}

    /**
     * Runs the process.
     *
     * @param checkpoints folder of all trials' checkpoints
     * @param folder to write to
     */
    public static void run(
            TrialSpec spec, Optional<Path> data, Path checkpoints, Path folder, Map<String, String> environment)
            throws AnsweringProcess.UnansweredException, InterruptedException {
        List<String> arguments = List.of(
                spec.canonicalJson(), data.map(Path::toString).orElse(""), checkpoints.toString(), folder.toString());
        AnsweringProcess.ask(ModelExportMain.class, arguments, environment);
    }

    public static void main(String[] arguments) {
        AnsweringProcess.answer(() -> {
            Optional<Path> data = arguments[1].isEmpty() ? Optional.empty() : Optional.of(Path.of(arguments[1]));
            TrainingSettings settings =
                    new TrainingSettings(data, 1, Optional.of(Path.of(arguments[2])), Duration.ofMinutes(3));
            ModelExport.write(TrialSpec.parse(arguments[0]), settings, Path.of(arguments[3]));
            return "written";
        });
    }
}
