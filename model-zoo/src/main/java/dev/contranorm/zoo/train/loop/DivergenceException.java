package dev.contranorm.zoo.train.loop;

/** Training produced a loss that is not finite. */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long step;

    /**
     * @param step the optimizer step, 1-based
     */
    public DivergenceException(long step, int epoch, double loss) {
        super("the loss is " + loss + " at step " + step + " (epoch " + epoch
                + "): training diverged; lower optimizer.learningRate or norm.scale");
        this.step = step;
    }

    /** The optimizer step, 1-based. */
    public long step() {
        return step;
    }
}
