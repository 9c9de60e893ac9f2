package dev.contranorm.zoo.train.loop;

/** Ends training when the loss is not finite, before it is reported or saved. */
public final class DivergenceWatch implements LoopListener {
    @Override
    public void stepped(Progress progress, double loss) throws DivergenceException {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(progress.step(), progress.epoch() + 1, loss);
        }
    }
}
