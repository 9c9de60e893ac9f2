package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.sweep.Sweep;
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
        SortedMap<String, String> params = SpecParams.ofCell(cell.spec());
        Instant end = projection.endedAt();
        return new RunContent(
                RunTags.cellIdentity(sweep, cell.cellHash()),
                name(cell, params),
                new RunLifetime(projection.startedAt(), Optional.of(end), RunStatus.FINISHED),
                tags(sweep, cell, user),
                params,
                Optional.empty(),
                new RunResults(metrics(sweep, cell, end.toEpochMilli()), RunArtifacts.ofCell(sweep, cell), List.of()));
    }

    private static String name(CellRow cell, SortedMap<String, String> params) {
        String depth = params.containsKey("depth") ? " L" + params.get("depth") : "";
        return cell.dataset() + " " + cell.backbone() + depth + " " + cell.norm() + " summary";
    }

    private static SortedMap<String, String> tags(Sweep sweep, CellRow cell, String user) {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(RunTags.IDENTITY, RunTags.cellIdentity(sweep, cell.cellHash()));
        tags.put(RunTags.KIND, "cell");
        tags.put(RunTags.SWEEP, sweep.name());
        tags.put(RunTags.SWEEP_ID, Long.toString(sweep.id()));
        tags.put(RunTags.CELL, cell.cellHash());
        tags.put(RunTags.METRIC, sweep.metric());
        tags.put(RunTags.USER, user);
        tags.put(RunTags.SOURCE_NAME, "sweep " + sweep.name());
        tags.put(RunTags.SOURCE_TYPE, "JOB");
        tags.put(RunTags.DESCRIPTION, RunDescription.ofCell(sweep, cell));
        return tags;
    }

    /** The step is n: after a retry n is larger, and the server shows the value with the largest step. */
    private static List<Measurement> metrics(Sweep sweep, CellRow cell, long at) {
        List<Measurement> metrics = new ArrayList<>();
        add(metrics, sweep.metric() + "/mean", cell.mean(), at, cell.n());
        add(metrics, sweep.metric() + "/std", cell.std(), at, cell.n());
        add(metrics, sweep.metric() + "/min", cell.min(), at, cell.n());
        add(metrics, sweep.metric() + "/max", cell.max(), at, cell.n());
        add(metrics, "trials/n", OptionalDouble.of(cell.n()), at, cell.n());
        add(metrics, "trials/failed", OptionalDouble.of(cell.failed()), at, cell.n());
        add(metrics, "trials/cancelled", OptionalDouble.of(cell.cancelled()), at, cell.n());
        return metrics;
    }

    private static void add(List<Measurement> metrics, String name, OptionalDouble value, long at, long step) {
        value.ifPresent(number -> metrics.add(new Measurement(MlflowKey.of(name), number, at, step)));
    }
}
