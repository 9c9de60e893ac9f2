package dev.contranorm.zoo.train.loop;

/** Stands beside the loop: is told after every step and epoch, and may change the progress. */
public interface LoopListener {
    /** After a step that does not end its epoch, and before {@link #epochEnded} after one that does. */
    default void stepped(Progress progress, double loss) throws DivergenceException {}

    /**
     * @param progress its {@code epoch} counts the one that just ended
     * @param meanLoss over the epoch's steps
     * @return the progress to go on with
     */
    default Progress epochEnded(Progress progress, double meanLoss) {
        return progress;
    }

    /** After the loop, however it ended but for an exception. */
    default void ended(Progress progress) {}
}
