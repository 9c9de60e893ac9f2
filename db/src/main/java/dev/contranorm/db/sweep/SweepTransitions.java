package dev.contranorm.db.sweep;

import static dev.contranorm.db.sweep.SweepState.CANCELLED;
import static dev.contranorm.db.sweep.SweepState.EXPANDING;
import static dev.contranorm.db.sweep.SweepState.FINISHED;
import static dev.contranorm.db.sweep.SweepState.PAUSED;
import static dev.contranorm.db.sweep.SweepState.RUNNING;
import static dev.contranorm.db.sweep.SweepState.STOPPING;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of a sweep's state changes. A change that is not in it is forbidden. */
public final class SweepTransitions {
    private static final Map<SweepState, Set<SweepState>> TABLE = Map.of(
            EXPANDING, Set.of(RUNNING, PAUSED, STOPPING, CANCELLED),
            RUNNING, Set.of(PAUSED, STOPPING, FINISHED, CANCELLED),
            // A pause may come while trials are still being written.
            PAUSED, Set.of(EXPANDING, RUNNING, STOPPING, CANCELLED),
            STOPPING, Set.of(EXPANDING, RUNNING, FINISHED, CANCELLED),
            // A person continues with what failed, was cancelled, or was never written.
            FINISHED, Set.of(EXPANDING, RUNNING),
            CANCELLED, Set.of(EXPANDING, RUNNING));

    private SweepTransitions() {}

    public static boolean allowed(SweepState from, SweepState to) {
        return TABLE.get(from).contains(to);
    }

    /** The states from which a sweep may move to this one: for {@code UPDATE … WHERE state = ANY (…)}. */
    public static List<SweepState> sources(SweepState to) {
        return Arrays.stream(SweepState.values())
                .filter(from -> allowed(from, to))
                .toList();
    }
}
