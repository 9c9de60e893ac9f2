package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.connection.DatabaseException;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.ServerOptions;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.ResultTables;
import dev.contranorm.orchestrator.cli.output.Terminal;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.cli.process.Logging;
import dev.contranorm.orchestrator.cli.watch.DurationText;
import dev.contranorm.orchestrator.cli.watch.ProgressView;
import dev.contranorm.orchestrator.cli.watch.ProgressViews;
import dev.contranorm.orchestrator.cli.watch.SweepWatch;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.lifecycle.Submission;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import dev.contranorm.orchestrator.local.LocalServer;
import dev.contranorm.orchestrator.local.dataset.DataCheck;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep run}: opens the house, trains what a definition asks for, prints the table, closes the house. */
@Command(
        name = "run",
        description =
                "Train everything that a definition asks for on this machine and print the table. What was finished"
                        + " before is not trained again; what failed is tried again.")
public final class Run implements Callable<Integer> {
    @Mixin
    private DefinitionArgument definition;

    @Mixin
    private ServerOptions house;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws DatasetException, InterruptedException {
        Interrupts.interruptThisThread(
                "stopping, the workers save what they have (once more ends at once)",
                "stopped; what was finished is kept, run the same command again to go on");
        Messages messages = Messages.of(spec);
        Catalogue catalogue = Catalogue.load();
        SweepDefinition wanted = definition.read(catalogue);
        Plan plan = Plan.of(wanted, catalogue);
        if (house.trainsHere()) {
            new DataCheck(house.data()).all(plan);
        }
        Logging.toFile(house.log());
        messages.say("starting database, broker and " + house.workers() + " workers in "
                + house.folder().path());
        try (LocalServer open = LocalServer.open(house.settings(), "sweep run " + wanted.name())) {
            Instant start = Instant.now();
            Sweep sweep = submit(open, wanted, messages);
            SweepStatus end;
            try (ProgressView view = ProgressViews.forTerminal(messages)) {
                end = watch(open, sweep, view);
            }
            messages.say("sweep " + sweep.id() + " '" + sweep.name() + "' "
                    + end.progress().state().label() + " after "
                    + DurationText.of(Duration.between(start, Instant.now())));
            messages.print(ResultTables.render(
                    open.database(), sweep, output.format(), Terminal.current().columns()));
            sayWhereTheDataIs(open, sweep, messages);
            return SweepExit.of(end.progress(), messages, sweep).number();
        }
    }

    private static Sweep submit(LocalServer open, SweepDefinition wanted, Messages messages) {
        Submission submission = open.sweeps().submit(wanted, true);
        Sweep sweep = submission.sweep();
        if (sweep.state() == SweepState.PAUSED) {
            sweep = open.sweeps().resume(sweep.id());
        }
        if (open.databaseIsLocal()) {
            // A run that was broken off left trials on the bus; they would be trained before the ones asked for now.
            open.sweeps()
                    .pauseAllBut(sweep.id())
                    .forEach(other -> messages.say("sweep " + other.id() + " '" + other.name()
                            + "' had not ended and is paused; run its definition again to go on with it"));
        }
        ReusedResults.of(open.sweeps().status(sweep.id()).progress(), submission.retried())
                .ifPresent(messages::say);
        return sweep;
    }

    private static SweepStatus watch(LocalServer open, Sweep sweep, ProgressView view) throws InterruptedException {
        try {
            return new SweepWatch(open.sweeps(), view, open::requireHealth).untilEnded(sweep.id());
        } catch (DatabaseException problem) {
            // A database that died of a full disk only says that it is away.
            open.requireHealth();
            throw problem;
        }
    }

    private static void sayWhereTheDataIs(LocalServer open, Sweep sweep, Messages messages) {
        messages.say("the results are in " + open.databaseSettings().jdbcUrl()
                + (open.databaseIsLocal() ? " while `sweep up` or a run keeps it open" : "")
                + "; ask with `sweep table " + sweep.id() + "` or `sweep query \"select * from leaderboard\"`");
        open.mlflow().ifPresent(address -> messages.say("MLflow: " + address));
    }
}
