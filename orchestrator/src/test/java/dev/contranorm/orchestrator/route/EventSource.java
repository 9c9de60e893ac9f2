package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Origin;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.ResourceUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the event topic what a worker writes, where the worker is not the subject. */
final class EventSource implements AutoCloseable {
    private final BusSettings bus;
    private final BusJson json = new BusJson();
    private final KafkaProducer<byte[], byte[]> producer;

    EventSource(BusSettings bus) {
        this.bus = bus;
        this.producer = new KafkaProducer<>(bus.connection(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Start and end of a first attempt. */
    void succeed(long sweepId, long trialId) throws Exception {
        send(started(sweepId, trialId));
        send(finished(sweepId, trialId));
    }

    static TrialEvent started(long sweepId, long trialId) {
        Provenance provenance = new Provenance("", "test", new TreeMap<>(), "cpu", 1);
        return new TrialEvent.Started(new Origin(trialId, sweepId, 1, 1, "test", Instant.now()), provenance, 1, 1);
    }

    static TrialEvent finished(long sweepId, long trialId) {
        return new TrialEvent.Finished(
                new Origin(trialId, sweepId, 1, 2, "test", Instant.now()),
                false,
                1,
                new TreeMap<>(Map.of("noop/done", 1.0)),
                new ResourceUsage(1, 1, 1));
    }

    void send(TrialEvent event) throws Exception {
        send(event.trialId(), json.write(event));
    }

    void send(long key, byte[] value) throws Exception {
        byte[] keyBytes = Long.toString(key).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(bus.trialEvents(), keyBytes, value)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
