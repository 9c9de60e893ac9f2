package dev.contranorm.worker.local;

/** A Kafka broker inside this process, for local mode and tests. */
public final class LocalBroker implements AutoCloseable {
    private LocalBroker() {}

    public static LocalBroker start(LocalBrokerSettings settings) throws LocalBrokerException {
        throw new LocalBrokerException("not yet", null);
    }

    public String bootstrapServers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
