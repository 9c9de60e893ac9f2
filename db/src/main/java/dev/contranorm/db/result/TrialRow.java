package dev.contranorm.db.result;

import dev.contranorm.db.trial.SpecRow;
import dev.contranorm.db.trial.TrialStatus;
import dev.contranorm.db.trial.TrialTimes;
import java.util.OptionalDouble;

/**
 * One trial of a sweep, as lists and exports show it.
 *
 * @param index position in the sweep's plan, from 0
 * @param wallMillis wall time of the newest attempt, in milliseconds
 */
public record TrialRow(
        long id, long index, SpecRow spec, TrialStatus status, TrialTimes times, OptionalDouble wallMillis) {}
