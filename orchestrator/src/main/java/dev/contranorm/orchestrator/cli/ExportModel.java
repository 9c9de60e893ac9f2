package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.local.AnsweringProcess.UnansweredException;
import dev.contranorm.orchestrator.local.HouseDatabase;
import dev.contranorm.orchestrator.local.HouseFolder;
import dev.contranorm.orchestrator.local.ModelExportMain;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep export-model}: a trained network as files that other programs read. */
@Command(
        name = "export-model",
        description =
                "Write a trial's trained network: model.safetensors and config.json as Hugging Face has them, and a"
                        + " TensorFlow SavedModel in saved_model.")
final class ExportModel implements Callable<Integer> {
    @Parameters(paramLabel = "TRIAL", description = "Number of the trial.")
    private long id;

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

    @Mixin
    private DataOption data;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UnansweredException, InterruptedException {
        HouseFolder place = home.folder();
        TrialSpec trial;
        try (HouseDatabase house = HouseDatabase.open(place, System.getenv(), false)) {
            TrialDetail detail = house.database()
                    .trials()
                    .find(id)
                    .orElseThrow(() -> new NotFoundException(
                            "there is no trial " + id + "; `sweep query \"select * from trial_detail\"` lists them"));
            if (detail.state() != TrialState.SUCCEEDED && detail.state() != TrialState.STOPPED) {
                throw new UsageException("trial " + id + " is " + detail.state().label()
                        + "; only what was trained to its end can be exported");
            }
            trial = TrialSpec.parse(detail.spec());
        }
        Path folder = (directory == null ? Path.of("model-" + id) : directory).toAbsolutePath();
        Path kept = checkpoints == null ? place.checkpoints() : checkpoints.toAbsolutePath();
        ModelExportMain.run(trial, data.folder(), kept, folder, System.getenv());
        Messages.of(spec).say("the network of trial " + id + " is in " + folder);
        return ExitCode.OK.number();
    }
}
