package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.TrialArgument;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.local.process.AnsweringProcess.UnansweredException;
import dev.contranorm.orchestrator.local.process.ModelExportMain;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep export-model}: writes a trained network to files that other programs can read. */
@Command(
        name = "export-model",
        description =
                "Export the trained network of a trial: model.safetensors, config.json and tokenizer files as Hugging Face"
                        + " uses them, and a TensorFlow SavedModel in saved_model.")
public final class ExportModel implements Callable<Integer> {
    @Mixin
    private TrialArgument argument;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Output folder (default: model-NUMBER of the trial).")
    private Path directory;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Folder of the workers' checkpoints (default: checkpoints in the home).")
    private Path checkpoints;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            description =
                    "averaged or trained, if the trial keeps a moving average (default: the weights that were evaluated).")
    private ExportedWeights weights;

    @Mixin
    private DataOption data;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UnansweredException, InterruptedException {
        SweepHome sweepHome = home.folder();
        TrialDetail trial;
        try (ResultsDatabase results = ResultsDatabase.open(sweepHome, System.getenv())) {
            trial = argument.find(results.database());
        }
        if (trial.status().state() != TrialState.SUCCEEDED && trial.status().state() != TrialState.STOPPED) {
            throw new UsageException("trial " + trial.id() + " is "
                    + trial.status().state().label() + "; only succeeded or stopped trials can be exported");
        }
        Path folder = (directory == null ? Path.of("model-" + trial.id()) : directory).toAbsolutePath();
        Path checkpointFolder = checkpoints == null ? sweepHome.checkpoints() : checkpoints.toAbsolutePath();
        Optional<String> omission = ModelExportMain.run(
                TrialSpec.parse(trial.spec().json()),
                Optional.ofNullable(weights),
                data.folder(),
                checkpointFolder,
                folder,
                System.getenv());
        Messages.of(spec).say("exported the network of trial " + trial.id() + " to " + folder);
        omission.ifPresent(reason -> Messages.of(spec).say("saved_model is omitted: " + reason));
        return ExitCode.OK.number();
    }
}
