package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.lifecycle.ControlChannel;
import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.ControlCommand;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends control commands to all workers from a process that does not run the orchestrator. */
final class ControlProducer implements ControlChannel {
    private final BusSettings bus;

    ControlProducer(BusSettings bus) {
        this.bus = bus;
    }

    @Override
    public void send(List<ControlCommand> commands) throws BusUnavailableException {
        Map<String, Object> properties = new HashMap<>(bus.clientProperties());
        properties.put("bootstrap.servers", bus.bootstrapServers());
        properties.put("max.block.ms", 10_000);
        properties.put("delivery.timeout.ms", 15_000);
        properties.put("request.timeout.ms", 10_000);
        BusJson json = new BusJson();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ControlCommand command : commands) {
                byte[] key = command.key().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(bus.control(), key, json.write(command)))
                        .get();
            }
        } catch (ExecutionException problem) {
            throw new BusUnavailableException(
                    "the workers were not notified: the broker at " + bus.bootstrapServers() + " does not answer ("
                            + problem.getCause().getMessage() + "); repeat the command",
                    problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BusUnavailableException(
                    "interrupted before the workers were notified; repeat the command", stopped);
        }
    }
}
