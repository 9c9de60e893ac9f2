package dev.contranorm.zoo.train.loop;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The progress of training: the state of the loop, saved with every checkpoint.
 *
 * @param step number of optimizer steps
 * @param epoch number of complete epochs
 * @param lossSum sum of the losses in the current epoch
 * @param latest scores of the last evaluation
 * @param best scores of the best evaluation so far, empty before the first
 * @param bestEpoch epoch of the best evaluation, 0 before the first
 * @param outOfPatience whether the loop ends here because patience ran out
 */
public record Progress(
        long step,
        int epoch,
        double lossSum,
        SortedMap<String, Double> latest,
        SortedMap<String, Double> best,
        int bestEpoch,
        boolean outOfPatience) {
    public Progress {
        latest = Collections.unmodifiableSortedMap(new TreeMap<>(latest));
        best = Collections.unmodifiableSortedMap(new TreeMap<>(best));
    }

    public static Progress start() {
        return new Progress(0, 0, 0, new TreeMap<>(), new TreeMap<>(), 0, false);
    }

    Progress stepped(double loss) {
        return new Progress(step + 1, epoch, lossSum + loss, latest, best, bestEpoch, outOfPatience);
    }

    Progress epochEnded() {
        return new Progress(step, epoch + 1, 0, latest, best, bestEpoch, outOfPatience);
    }

    Progress measured(SortedMap<String, Double> scores) {
        return new Progress(step, epoch, lossSum, scores, best, bestEpoch, outOfPatience);
    }

    /** The latest scores become the best. */
    Progress improved() {
        return new Progress(step, epoch, lossSum, latest, latest, epoch, outOfPatience);
    }

    Progress impatient() {
        return new Progress(step, epoch, lossSum, latest, best, bestEpoch, true);
    }
}
