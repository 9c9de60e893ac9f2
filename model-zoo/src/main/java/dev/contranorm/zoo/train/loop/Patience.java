package dev.contranorm.zoo.train.loop;

/** Ends training after this many epochs without a better one. */
public final class Patience implements LoopListener {
    private final long patience;

    /**
     * @param patience number of epochs; 0 = never
     */
    public Patience(long patience) {
        this.patience = patience;
    }

    @Override
    public Progress epochEnded(Progress progress, double meanLoss) {
        boolean exhausted =
                patience > 0 && progress.bestEpoch() > 0 && progress.epoch() - progress.bestEpoch() >= patience;
        return exhausted ? progress.impatient() : progress;
    }
}
