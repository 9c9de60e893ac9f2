package dev.contranorm.orchestrator.mlflow;

import java.util.List;

/**
 * What one round of the projection did.
 *
 * @param runsCreated runs that were new on the server, of trials and of cells
 * @param trials trials of which something was pushed
 * @param points metric points that were pushed
 * @param cells cells whose summary run was written
 * @param problems what the server refused, one line each; the rest was pushed all the same
 */
public record SyncReport(long runsCreated, long trials, long points, long cells, List<String> problems) {
    public SyncReport {
        problems = List.copyOf(problems);
    }

    /** Whether the server lacked nothing. */
    public boolean nothingToDo() {
        return runsCreated == 0 && trials == 0 && points == 0 && cells == 0 && problems.isEmpty();
    }
}
