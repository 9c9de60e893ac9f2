package dev.contranorm.orchestrator.mlflow;

import java.util.ArrayList;
import java.util.List;

/** Counts what a round did. */
final class SyncReportBuilder {
    /** A cause that meets every trial is told by the first of them. */
    private static final int MOST_PROBLEMS = 20;

    private long created;
    private long trials;
    private long points;
    private long cells;
    private long furtherProblems;
    private final List<String> problems = new ArrayList<>();

    void created() {
        created++;
    }

    void trial() {
        trials++;
    }

    void points(int pushed) {
        points += pushed;
    }

    void cell() {
        cells++;
    }

    void problem(String line) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(line);
        } else {
            furtherProblems++;
        }
    }

    SyncReport report() {
        List<String> lines = new ArrayList<>(problems);
        if (furtherProblems > 0) {
            lines.add("and " + furtherProblems + " more");
        }
        return new SyncReport(created, trials, points, cells, lines);
    }
}
