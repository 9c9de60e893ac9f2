package dev.contranorm.worker.bus;

/** The bus's topics and the workers' share group. */
public final class Topics {
    private Topics() {}

    public static void ensure(BusSettings settings) throws BusUnavailableException {
        throw new BusUnavailableException("not yet", null);
    }
}
