package dev.contranorm.zoo.train.loop;

/** Asked after every step whether training should end here. */
@FunctionalInterface
public interface StopSignal {
    boolean requested();

    /** Trains to the end. */
    static StopSignal never() {
        return () -> false;
    }
}
