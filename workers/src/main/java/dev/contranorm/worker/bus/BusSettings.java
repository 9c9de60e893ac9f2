package dev.contranorm.worker.bus;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the bus is and how its topics are named and cut.
 *
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param prefix first word of every topic name and of the share group
 * @param trialPartitions partitions of the trial topic. One is the default: every worker of a share group reads every
 *     partition it is assigned, and with a single partition no worker idles while trials wait in a partition of another
 * @param eventPartitions partitions of the event topic, which is keyed by trial
 * @param replication copies of every partition; 1 suits a single broker only
 * @param trialLock how long a trial stays with a worker that does not renew it; a lost worker's trial is delivered again
 *     after this time. A broker's default limits allow 15 s to 60 s
 * @param clientProperties passed to every Kafka client as they are: {@code security.protocol}, {@code sasl.*}, {@code ssl.*}
 */
public record BusSettings(
        String bootstrapServers,
        String prefix,
        int trialPartitions,
        int eventPartitions,
        short replication,
        Duration trialLock,
        SortedMap<String, String> clientProperties) {
    private static final String DEFAULT_PREFIX = "sweep";
    private static final Duration DEFAULT_LOCK = Duration.ofSeconds(15);

    public BusSettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        require(!bootstrapServers.isBlank(), "KAFKA_BOOTSTRAP_SERVERS is empty: give host:port");
        require(
                prefix.matches("[A-Za-z0-9_-]{1,60}"),
                "SWEEP_TOPIC_PREFIX '" + prefix + "': use 1 to 60 letters, digits, '_' or '-'");
        require(trialPartitions >= 1, "SWEEP_TRIAL_PARTITIONS must be at least 1, not " + trialPartitions);
        require(eventPartitions >= 1, "SWEEP_EVENT_PARTITIONS must be at least 1, not " + eventPartitions);
        require(replication >= 1, "SWEEP_REPLICATION must be at least 1, not " + replication);
        require(trialLock.toMillis() >= 1000, "SWEEP_TRIAL_LOCK_SECONDS must be at least 1");
        clientProperties = Collections.unmodifiableSortedMap(new TreeMap<>(clientProperties));
    }

    /** Settings with the defaults of a single local broker: one copy of everything. */
    public static BusSettings local(String bootstrapServers) {
        return new BusSettings(bootstrapServers, DEFAULT_PREFIX, 1, 4, (short) 1, DEFAULT_LOCK, new TreeMap<>());
    }

    /**
     * Reads {@code KAFKA_BOOTSTRAP_SERVERS}, {@code SWEEP_TOPIC_PREFIX}, {@code SWEEP_TRIAL_PARTITIONS},
     * {@code SWEEP_EVENT_PARTITIONS}, {@code SWEEP_REPLICATION}, {@code SWEEP_TRIAL_LOCK_SECONDS}, and passes
     * {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_*}, {@code KAFKA_SSL_*} through: {@code KAFKA_SASL_JAAS_CONFIG}
     * becomes {@code sasl.jaas.config}.
     *
     * @throws IllegalArgumentException naming the variable and what to do
     */
    public static BusSettings fromEnvironment(Map<String, String> environment) {
        String servers = environment.get("KAFKA_BOOTSTRAP_SERVERS");
        require(servers != null, "KAFKA_BOOTSTRAP_SERVERS is not set: give host:port of the Kafka broker");
        return new BusSettings(
                servers,
                environment.getOrDefault("SWEEP_TOPIC_PREFIX", DEFAULT_PREFIX),
                number(environment, "SWEEP_TRIAL_PARTITIONS", 1),
                number(environment, "SWEEP_EVENT_PARTITIONS", 4),
                (short) number(environment, "SWEEP_REPLICATION", 1),
                Duration.ofSeconds(number(environment, "SWEEP_TRIAL_LOCK_SECONDS", (int) DEFAULT_LOCK.toSeconds())),
                clientProperties(environment));
    }

    private static SortedMap<String, String> clientProperties(Map<String, String> environment) {
        SortedMap<String, String> properties = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.equals("KAFKA_SECURITY_PROTOCOL")
                    || name.startsWith("KAFKA_SASL_")
                    || name.startsWith("KAFKA_SSL_")) {
                String key = name.substring("KAFKA_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                properties.put(key, value);
            }
        });
        return properties;
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.trim());
            require(value >= 1 && value <= 10_000, name + " must be between 1 and 10000, not " + value);
            return value;
        } catch (NumberFormatException problem) {
            throw new IllegalArgumentException(name + " is no whole number: '" + text + "'", problem);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What every Kafka client needs to reach the bus: the address and the security settings. */
    public Map<String, Object> connection() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** One assignment per trial, taken by the share group. */
    public String trials() {
        return prefix + ".trials.v1";
    }

    /** What workers report, keyed by trial. */
    public String trialEvents() {
        return prefix + ".trial-events.v1";
    }

    /** Compacted: the newest command for a sweep or a trial. */
    public String control() {
        return prefix + ".control.v1";
    }

    /** Assignments that no worker could read, each with the reason in a header. */
    public String deadTrials() {
        return prefix + ".trials.dead.v1";
    }

    /** Events that the orchestrator could not read, each with the reason in a header. */
    public String deadTrialEvents() {
        return prefix + ".trial-events.dead.v1";
    }

    /** The share group of all workers. */
    public String shareGroup() {
        return prefix + "-workers";
    }
}
