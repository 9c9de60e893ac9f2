package dev.contranorm.orchestrator.mlflow;

import java.util.List;

/**
 * What one round of the projection did.
 *
 * @param runsCreated new runs on the server, of trials and cells
 * @param trials trials of which something was pushed
 * @param points metric points that were pushed
 * @param cells cells whose summary run was written
 * @param problems what was not pushed and why, one line each; everything else was pushed
 */
public record SyncReport(long runsCreated, long trials, long points, long cells, List<String> problems) {
    public SyncReport {
        problems = List.copyOf(problems);
    }

    /** Whether the server already had everything. */
    public boolean nothingToDo() {
        return runsCreated == 0 && trials == 0 && points == 0 && cells == 0 && problems.isEmpty();
    }
}
