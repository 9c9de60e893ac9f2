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

/** {@code sweep export-model}: a trained network as files that other programs read. */
@Command(
        name = "export-model",
        description = "Write a trial's trained network: model.safetensors and config.json as Hugging Face has them, the"
                + " tokenizer's files beside them, and a TensorFlow SavedModel in saved_model.")
public final class ExportModel implements Callable<Integer> {
    @Mixin
    private TrialArgument argument;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Folder to write to (default: model- and the trial's number).")
    private Path directory;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Folder of the workers' checkpoints (default: that of the house).")
    private Path checkpoints;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            description = "averaged or trained, where a moving average is kept (default: those that were judged).")
    private ExportedWeights weights;

    @Mixin
    private DataOption data;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UnansweredException, InterruptedException {
        SweepHome place = home.folder();
        TrialDetail trial;
        try (ResultsDatabase results = ResultsDatabase.open(place, System.getenv())) {
            trial = argument.find(results.database());
        }
        if (trial.status().state() != TrialState.SUCCEEDED && trial.status().state() != TrialState.STOPPED) {
            throw new UsageException("trial " + trial.id() + " is "
                    + trial.status().state().label() + "; only what was trained to its end can be exported");
        }
        Path folder = (directory == null ? Path.of("model-" + trial.id()) : directory).toAbsolutePath();
        Path kept = checkpoints == null ? place.checkpoints() : checkpoints.toAbsolutePath();
        Optional<String> unserved = ModelExportMain.run(
                TrialSpec.parse(trial.spec().json()),
                Optional.ofNullable(weights),
                data.folder(),
                kept,
                folder,
                System.getenv());
        Messages.of(spec).say("the network of trial " + trial.id() + " is in " + folder);
        unserved.ifPresent(reason -> Messages.of(spec).say("saved_model is left out: " + reason));
        return ExitCode.OK.number();
    }
}
