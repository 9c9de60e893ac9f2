package dev.contranorm.worker.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the bus and configures the workers' share group. */
public final class Topics {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** A trial may wait for longer than any usual retention time; with its assignment deleted, it would be lost. */
    private static final Map<String, String> UNLIMITED_RETENTION = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    /** An orchestrator that was stopped can catch up for a month. */
    private static final Map<String, String> MONTH_OF_RETENTION = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(30).toMillis()));

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    private Topics() {}

    /**
     * Creates the topics that are missing, waits until every partition accepts records (a record sent right after a topic's
     * creation can be lost silently), and configures the share group. Changes no topic that exists.
     *
     * @throws BusUnavailableException when no broker answers within 20 s, or when it refuses
     */
    public static void ensure(BusSettings settings) throws BusUnavailableException {
        ensure(settings, TIMEOUT);
    }

    static void ensure(BusSettings settings, Duration timeout) throws BusUnavailableException {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put("default.api.timeout.ms", (int) timeout.toMillis());
        properties.put("request.timeout.ms", (int) Math.min(5_000, timeout.toMillis()));
        try (Admin admin = Admin.create(properties)) {
            List<NewTopic> wanted = wanted(settings);
            create(admin, missing(admin, wanted));
            awaitReady(admin, wanted.stream().map(NewTopic::name).toList(), timeout);
            ShareGroup.configure(admin, settings);
        } catch (ExecutionException problem) {
            throw unavailable(settings, problem.getCause());
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw unavailable(settings, problem);
        } catch (RuntimeException problem) {
            throw unavailable(settings, problem);
        }
    }

    private static BusUnavailableException unavailable(BusSettings settings, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new BusUnavailableException(
                "the Kafka broker at " + settings.bootstrapServers() + " is not usable: " + root.getMessage()
                        + ". Start it, or correct KAFKA_BOOTSTRAP_SERVERS and the security settings",
                cause);
    }

    private static List<NewTopic> wanted(BusSettings settings) {
        short copies = settings.replication();
        return List.of(
                new NewTopic(settings.trials(), settings.trialPartitions(), copies).configs(UNLIMITED_RETENTION),
                new NewTopic(settings.trialEvents(), settings.eventPartitions(), copies).configs(MONTH_OF_RETENTION),
                new NewTopic(settings.control(), 1, copies).configs(COMPACTED),
                new NewTopic(settings.deadTrials(), 1, copies).configs(UNLIMITED_RETENTION),
                new NewTopic(settings.deadTrialEvents(), 1, copies).configs(UNLIMITED_RETENTION));
    }

    private static List<NewTopic> missing(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        return wanted.stream().filter(topic -> !existing.contains(topic.name())).toList();
    }

    private static void create(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException problem) {
                if (!(problem.getCause() instanceof TopicExistsException)) {
                    throw problem;
                }
            }
        }
    }

    private static void awaitReady(Admin admin, List<String> names, Duration timeout)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                Map<String, TopicDescription> topics =
                        admin.describeTopics(names).allTopicNames().get();
                admin.listOffsets(partitions(topics).stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all()
                        .get();
                return;
            } catch (ExecutionException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(20);
            }
        }
    }

    private static List<TopicPartition> partitions(Map<String, TopicDescription> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.values().forEach(topic -> topic.partitions()
                .forEach(part -> partitions.add(new TopicPartition(topic.name(), part.partition()))));
        return partitions;
    }
}
