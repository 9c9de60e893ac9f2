package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.connection.DatabaseException;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.ServerOptions;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Plural;
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

/** {@code sweep run}: starts a local server, trains a sweep, prints its table and stops the server. */
@Command(
        name = "run",
        description =
                "Train a sweep on this machine and print its result table. Finished trials are reused, failed trials are"
                        + " retried.")
public final class Run implements Callable<Integer> {
    @Mixin
    private DefinitionArgument definition;

    @Mixin
    private ServerOptions options;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws DatasetException, InterruptedException {
        Interrupts.interruptThisThread(
                "stopping; workers are saving checkpoints",
                "stopped; finished trials are kept, run the same command again to continue");
        Messages messages = Messages.of(spec);
        Catalogue catalogue = Catalogue.load();
        SweepDefinition checked = definition.read(catalogue);
        Plan plan = Plan.of(checked, catalogue);
        if (options.trainsHere()) {
            new DataCheck(options.data()).all(plan);
        }
        Logging.toFile(options.log());
        messages.say("starting database, broker and " + Plural.of(options.workers(), "worker") + " in "
                + options.folder().path());
        try (LocalServer server = LocalServer.open(options.settings(), "sweep run " + checked.name())) {
            Instant start = Instant.now();
            Sweep sweep = submit(server, checked, messages);
            SweepStatus end;
            try (ProgressView view = ProgressViews.forTerminal(messages)) {
                end = watch(server, sweep, view);
            }
            messages.say("sweep " + sweep.id() + " '" + sweep.name() + "' "
                    + end.progress().state().label() + " after "
                    + DurationText.of(Duration.between(start, Instant.now())));
            messages.print(ResultTables.render(
                    server.database(),
                    sweep,
                    output.format(),
                    Terminal.current().columns()));
            sayWhereResultsAre(server, sweep, messages);
            return SweepExit.of(end.progress(), messages, sweep).number();
        }
    }

    private static Sweep submit(LocalServer server, SweepDefinition checked, Messages messages) {
        Submission submission = server.sweeps().submit(checked, true);
        Sweep sweep = submission.sweep();
        if (sweep.state() == SweepState.PAUSED) {
            sweep = server.sweeps().resume(sweep.id());
        }
        if (server.databaseIsLocal()) {
            // An interrupted run may have left trials on the bus, which would be trained before those of this sweep.
            server.sweeps()
                    .pauseAllBut(sweep.id())
                    .forEach(other -> messages.say("sweep " + other.id() + " '" + other.name()
                            + "' is not finished and is now paused; run its definition again to continue it"));
        }
        ReusedResults.of(server.sweeps().status(sweep.id()).progress(), submission.retried())
                .ifPresent(messages::say);
        return sweep;
    }

    private static SweepStatus watch(LocalServer server, Sweep sweep, ProgressView view) throws InterruptedException {
        try {
            return new SweepWatch(server.sweeps(), view, server::requireHealth).untilEnded(sweep.id());
        } catch (DatabaseException problem) {
            // A database that stopped because of a full disk only reports that it is unavailable.
            server.requireHealth();
            throw problem;
        }
    }

    private static void sayWhereResultsAre(LocalServer server, Sweep sweep, Messages messages) {
        messages.say("the results are in " + server.databaseSettings().jdbcUrl()
                + (server.databaseIsLocal() ? " while a `sweep run` or `sweep up` is active" : "")
                + "; show them with `sweep table " + sweep.id() + "` or `sweep query \"select * from leaderboard\"`");
        server.mlflow().ifPresent(address -> messages.say("MLflow: " + address));
    }
}
