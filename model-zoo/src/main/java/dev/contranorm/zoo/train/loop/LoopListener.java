package dev.contranorm.zoo.train.loop;

/** A listener of the loop: called after every step and epoch; may change the progress. */
public interface LoopListener {
    /** Called after every step; after the last step of an epoch, before {@link #epochEnded}. */
    default void stepped(Progress progress, double loss) throws DivergenceException {}

    /**
     * @param progress progress whose {@code epoch} includes the one that just ended
     * @param meanLoss mean loss over the steps of the epoch
     * @return the progress to continue with
     */
    default Progress epochEnded(Progress progress, double meanLoss) {
        return progress;
    }

    /** Called after the loop, unless it ended with an exception. */
    default void ended(Progress progress) {}
}
