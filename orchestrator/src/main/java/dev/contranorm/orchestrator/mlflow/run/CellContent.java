package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.result.MetricSummary;
import dev.contranorm.db.result.TrialCounts;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.SpecRow;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.orchestrator.mlflow.server.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The summary run of one cell: its statistics over seeds and splits, so that comparing cells takes one run per cell and
 * not one per trial. It is written when all trials of the cell have ended.
 */
public final class CellContent {
    private CellContent() {}

    public static RunContent of(Sweep sweep, CellProjection projection, String user) {
        CellRow cell = projection.cell();
        SortedMap<String, String> params = SpecParams.ofCell(cell.spec().json());
        Instant end = projection.endedAt();
        return new RunContent(
                RunTags.cellIdentity(sweep, cell.spec().cellHash()),
                name(cell, params),
                new RunLifetime(projection.startedAt(), Optional.of(end), RunStatus.FINISHED),
                tags(sweep, cell, user),
                params,
                Optional.empty(),
                new RunResults(metrics(sweep, cell, end.toEpochMilli()), RunArtifacts.ofCell(sweep, cell), List.of()));
    }

    private static String name(CellRow cell, SortedMap<String, String> params) {
        String depth = params.containsKey("depth") ? " L" + params.get("depth") : "";
        SpecRow spec = cell.spec();
        return spec.dataset() + " " + spec.backbone() + depth + " " + spec.norm() + " summary";
    }

    private static SortedMap<String, String> tags(Sweep sweep, CellRow cell, String user) {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(RunTags.IDENTITY, RunTags.cellIdentity(sweep, cell.spec().cellHash()));
        tags.put(RunTags.KIND, "cell");
        tags.put(RunTags.SWEEP, sweep.name());
        tags.put(RunTags.SWEEP_ID, Long.toString(sweep.id()));
        tags.put(RunTags.CELL, cell.spec().cellHash());
        tags.put(RunTags.METRIC, sweep.metric());
        tags.put(RunTags.USER, user);
        tags.put(RunTags.SOURCE_NAME, "sweep " + sweep.name());
        tags.put(RunTags.SOURCE_TYPE, "JOB");
        tags.put(RunTags.DESCRIPTION, RunDescription.ofCell(sweep, cell));
        return tags;
    }

    /** The step is n: after a retry n is larger, and the server shows the value with the largest step. */
    private static List<Measurement> metrics(Sweep sweep, CellRow cell, long at) {
        MetricSummary metric = cell.metric();
        TrialCounts trials = cell.trials();
        List<Measurement> metrics = new ArrayList<>();
        add(metrics, sweep.metric() + "/mean", metric.mean(), at, trials.n());
        add(metrics, sweep.metric() + "/std", metric.std(), at, trials.n());
        add(metrics, sweep.metric() + "/min", metric.min(), at, trials.n());
        add(metrics, sweep.metric() + "/max", metric.max(), at, trials.n());
        add(metrics, "trials/n", OptionalDouble.of(trials.n()), at, trials.n());
        add(metrics, "trials/failed", OptionalDouble.of(trials.failed()), at, trials.n());
        add(metrics, "trials/cancelled", OptionalDouble.of(trials.cancelled()), at, trials.n());
        return metrics;
    }

    private static void add(List<Measurement> metrics, String name, OptionalDouble value, long at, long step) {
        value.ifPresent(number -> metrics.add(new Measurement(MlflowKey.of(name), number, at, step)));
    }
}
