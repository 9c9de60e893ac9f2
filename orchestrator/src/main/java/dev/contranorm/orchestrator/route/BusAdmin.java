package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Administrative requests to the broker, answered within seconds or not at all. Connects on first use. */
final class BusAdmin implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BusSettings bus;
    private Admin admin;

    BusAdmin(BusSettings bus) {
        this.bus = bus;
    }

    private synchronized Admin admin() throws BusUnavailableException {
        if (admin == null) {
            Map<String, Object> properties = new HashMap<>(bus.connection());
            properties.put("request.timeout.ms", 5_000);
            properties.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
            try {
                admin = Admin.create(properties);
            } catch (KafkaException problem) {
                // An address that cannot be resolved is refused here.
                throw unavailable(problem);
            }
        }
        return admin;
    }

    /** The current end offsets of a topic. */
    TopicPosition end(String topic) throws BusUnavailableException {
        TopicDescription description =
                answer(admin().describeTopics(List.of(topic)).topicNameValues().get(topic), PATIENCE);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        description
                .partitions()
                .forEach(
                        partition -> latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                answer(admin().listOffsets(latest).all(), PATIENCE);
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        ends.forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
        return new TopicPosition(description.topicId().toString(), offsets);
    }

    /** Kafka's identity of a topic; empty when there is no such topic. */
    Optional<String> identity(String topic) throws BusUnavailableException {
        try {
            TopicDescription description = waitFor(
                    admin().describeTopics(List.of(topic)).topicNameValues().get(topic), PATIENCE);
            return Optional.of(description.topicId().toString());
        } catch (ExecutionException problem) {
            if (problem.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unavailable(problem.getCause());
        } catch (TimeoutException problem) {
            throw unavailable(problem);
        }
    }

    /**
     * Records of a topic that a share group has not acknowledged, by partition. Partitions that the group has not read yet are
     * missing.
     */
    Map<Integer, Long> shareGroupLag(String group, String topic) throws BusUnavailableException {
        Map<TopicPartition, SharePartitionOffsetInfo> offsets = answer(
                admin().listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group),
                PATIENCE);
        Map<Integer, Long> lag = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)
                    && offset != null
                    && offset.lag().isPresent()) {
                lag.put(partition.partition(), offset.lag().get());
            }
        });
        return lag;
    }

    /** Committed offsets of a consumer group on a topic, by partition. */
    Map<Integer, Long> committed(String group, String topic) throws BusUnavailableException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                answer(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), PATIENCE);
        Map<Integer, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    /** Why the broker does not work; empty when it does. */
    Optional<String> problem(Duration patience) {
        try {
            answer(admin().describeCluster().clusterId(), patience);
            return Optional.empty();
        } catch (BusUnavailableException away) {
            return Optional.of(away.getMessage());
        }
    }

    private <T> T answer(KafkaFuture<T> future, Duration patience) throws BusUnavailableException {
        try {
            return waitFor(future, patience);
        } catch (ExecutionException problem) {
            throw unavailable(problem.getCause());
        } catch (TimeoutException problem) {
            throw unavailable(problem);
        }
    }

    private <T> T waitFor(KafkaFuture<T> future, Duration patience) throws ExecutionException, TimeoutException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    BusUnavailableException unavailable(Throwable cause) {
        String reason = cause instanceof TimeoutException
                ? "no answer"
                : cause.getCause() == null
                        ? cause.getMessage()
                        : cause.getCause().getMessage();
        return new BusUnavailableException(
                "Kafka at " + bus.bootstrapServers() + " is away (" + reason
                        + "): check that it runs and that KAFKA_BOOTSTRAP_SERVERS names it",
                cause);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }
}
