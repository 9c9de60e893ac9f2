package dev.contranorm.orchestrator.mlflow;

import java.util.ArrayList;
import java.util.List;

/** Counts what a round does. */
final class SyncReportBuilder {
    /** A cause that concerns every trial is clear from the first of them. */
    private static final int MAX_PROBLEMS = 20;

    private long runsCreated;
    private long trials;
    private long points;
    private long cells;
    private long furtherProblems;
    private final List<String> problems = new ArrayList<>();

    void runCreated() {
        runsCreated++;
    }

    void trialPushed() {
        trials++;
    }

    void pointsPushed(int count) {
        points += count;
    }

    void cellPushed() {
        cells++;
    }

    void problem(String line) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(line);
        } else {
            furtherProblems++;
        }
    }

    SyncReport build() {
        List<String> lines = new ArrayList<>(problems);
        if (furtherProblems > 0) {
            lines.add("and " + furtherProblems + " more");
        }
        return new SyncReport(runsCreated, trials, points, cells, lines);
    }
}
