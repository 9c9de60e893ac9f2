package dev.contranorm.zoo.train.loop;

/** Says after every step whether training should stop. */
@FunctionalInterface
public interface StopSignal {
    boolean requested();

    /** Never stops. */
    static StopSignal never() {
        return () -> false;
    }
}
