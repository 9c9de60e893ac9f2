package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.result.MetricSummary;
import dev.contranorm.db.result.TrialCounts;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.SpecRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The summary run of one cell: its numbers over splits and seeds, so that comparing cells needs one run each instead of one a trial.
 * It is written when all trials of the cell have ended.
 */
final class CellContent {
    private CellContent() {}

    static RunContent of(Sweep sweep, CellProjection projection, String user) {
        CellRow cell = projection.cell();
        Map<String, String> params = SpecParams.ofCell(cell.spec().json());
        Instant end = projection.endedAt();
        return new RunContent(
                RunTags.cellIdentity(sweep, cell.spec().cellHash()),
                name(cell, params),
                projection.startedAt(),
                Optional.of(end),
                RunState.FINISHED,
                tags(sweep, cell, user),
                params,
                Optional.empty(),
                results(sweep, cell, end.toEpochMilli()),
                RunFiles.ofCell(sweep, cell),
                List.of());
    }

    private static String name(CellRow cell, Map<String, String> params) {
        String depth = params.containsKey("depth") ? " L" + params.get("depth") : "";
        SpecRow spec = cell.spec();
        return spec.dataset() + " " + spec.backbone() + depth + " " + spec.norm() + " summary";
    }

    private static Map<String, String> tags(Sweep sweep, CellRow cell, String user) {
        Map<String, String> tags = new TreeMap<>();
        tags.put(RunTags.IDENTITY, RunTags.cellIdentity(sweep, cell.spec().cellHash()));
        tags.put(RunTags.KIND, "cell");
        tags.put(RunTags.SWEEP, sweep.name());
        tags.put(RunTags.SWEEP_ID, Long.toString(sweep.id()));
        tags.put(RunTags.CELL, cell.spec().cellHash());
        tags.put(RunTags.METRIC, sweep.metric());
        tags.put(RunTags.USER, user);
        tags.put(RunTags.SOURCE_NAME, "sweep " + sweep.name());
        tags.put(RunTags.SOURCE_TYPE, "JOB");
        tags.put(RunTags.NOTE, Note.ofCell(sweep, cell));
        return tags;
    }

    /** The step is n: after a retry n is larger, and the server shows the value of the largest step. */
    private static List<Measurement> results(Sweep sweep, CellRow cell, long at) {
        MetricSummary metric = cell.metric();
        TrialCounts trials = cell.trials();
        List<Measurement> results = new ArrayList<>();
        add(results, sweep.metric() + "/mean", metric.mean(), at, trials.n());
        add(results, sweep.metric() + "/std", metric.std(), at, trials.n());
        add(results, sweep.metric() + "/min", metric.min(), at, trials.n());
        add(results, sweep.metric() + "/max", metric.max(), at, trials.n());
        add(results, "trials/n", OptionalDouble.of(trials.n()), at, trials.n());
        add(results, "trials/failed", OptionalDouble.of(trials.failed()), at, trials.n());
        add(results, "trials/cancelled", OptionalDouble.of(trials.cancelled()), at, trials.n());
        return results;
    }

    private static void add(List<Measurement> results, String name, OptionalDouble value, long at, long step) {
        value.ifPresent(number -> results.add(new Measurement(MetricKey.of(name), number, at, step)));
    }
}
