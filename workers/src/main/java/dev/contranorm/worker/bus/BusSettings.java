package dev.contranorm.worker.bus;

import dev.contranorm.worker.settings.EnvironmentReader;
import dev.contranorm.worker.settings.InvalidEnvironmentException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the bus is, and how its topics are named, partitioned and replicated.
 *
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param prefix first word of every topic name and of the name of the share group
 * @param trialPartitions partitions of the trial topic. The default is one: with several, a worker may idle while trials wait
 *     in a partition that is assigned to other workers
 * @param eventPartitions partitions of the event topic, which is keyed by trial
 * @param replication copies of every partition; 1 suits a single broker only
 * @param trialLock how long a trial stays locked unless the worker renews the lock; the trial of a lost worker is delivered
 *     again after this time. The default limits of a broker allow 15 s to 60 s
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
    private static final int DEFAULT_TRIAL_PARTITIONS = 1;
    private static final int DEFAULT_EVENT_PARTITIONS = 4;
    private static final short DEFAULT_REPLICATION = 1;
    private static final Duration DEFAULT_LOCK = Duration.ofSeconds(15);
    private static final Duration SHORTEST_LOCK = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private static final String NOT_A_PREFIX =
            "is not a prefix of topic names; allowed: 1 to 60 letters, digits, '_' or '-'";

    public BusSettings {
        require(!bootstrapServers.isBlank(), "bootstrapServers: is blank; write host:port");
        require(isPrefix(prefix), "prefix: '" + prefix + "' " + NOT_A_PREFIX);
        require(trialPartitions >= 1, "trialPartitions: " + trialPartitions + " is not in range; allowed: 1 or more");
        require(eventPartitions >= 1, "eventPartitions: " + eventPartitions + " is not in range; allowed: 1 or more");
        require(replication >= 1, "replication: " + replication + " is not in range; allowed: 1 or more");
        require(
                trialLock.compareTo(SHORTEST_LOCK) >= 0,
                "trialLock: " + trialLock + " is not in range; allowed: 1 second or more");
        clientProperties = Collections.unmodifiableSortedMap(new TreeMap<>(clientProperties));
    }

    private static boolean isPrefix(String text) {
        return text.matches("[A-Za-z0-9_-]{1,60}");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Default settings for a single broker: one copy of everything. */
    public static BusSettings local(String bootstrapServers) {
        return new BusSettings(
                bootstrapServers,
                DEFAULT_PREFIX,
                DEFAULT_TRIAL_PARTITIONS,
                DEFAULT_EVENT_PARTITIONS,
                DEFAULT_REPLICATION,
                DEFAULT_LOCK,
                new TreeMap<>());
    }

    /**
     * Reads {@code KAFKA_BOOTSTRAP_SERVERS}, {@code SWEEP_TOPIC_PREFIX}, {@code SWEEP_TRIAL_PARTITIONS},
     * {@code SWEEP_EVENT_PARTITIONS}, {@code SWEEP_REPLICATION}, {@code SWEEP_TRIAL_LOCK_SECONDS}, and passes
     * {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_*}, {@code KAFKA_SSL_*} on to Kafka:
     * {@code KAFKA_SASL_JAAS_CONFIG} becomes {@code sasl.jaas.config}.
     *
     * @throws InvalidEnvironmentException with every variable that is missing or wrong
     */
    public static BusSettings fromEnvironment(Map<String, String> environment) {
        return EnvironmentReader.read(environment, BusSettings::read);
    }

    /** Reads the variables of {@link #fromEnvironment}; the settings are made after the reader's check. */
    public static Supplier<BusSettings> read(EnvironmentReader in) {
        String servers = in.required("KAFKA_BOOTSTRAP_SERVERS", "host:port of the Kafka broker");
        Function<String, BusSettings> settings = readAllButAddress(in);
        return () -> settings.apply(servers);
    }

    /** Reads all variables but the address, for a broker whose address is known from elsewhere or only later. */
    public static Function<String, BusSettings> readAllButAddress(EnvironmentReader in) {
        String prefix = in.text("SWEEP_TOPIC_PREFIX").orElse(DEFAULT_PREFIX);
        if (!isPrefix(prefix)) {
            in.reject("SWEEP_TOPIC_PREFIX", NOT_A_PREFIX);
        }
        int trialPartitions = in.integer("SWEEP_TRIAL_PARTITIONS", 1, MOST, DEFAULT_TRIAL_PARTITIONS);
        int eventPartitions = in.integer("SWEEP_EVENT_PARTITIONS", 1, MOST, DEFAULT_EVENT_PARTITIONS);
        short replication = (short) in.integer("SWEEP_REPLICATION", 1, MOST, DEFAULT_REPLICATION);
        Duration trialLock = in.seconds("SWEEP_TRIAL_LOCK_SECONDS", 1, MOST).orElse(DEFAULT_LOCK);
        SortedMap<String, String> clientProperties = clientProperties(in);
        return servers -> new BusSettings(
                servers, prefix, trialPartitions, eventPartitions, replication, trialLock, clientProperties);
    }

    private static SortedMap<String, String> clientProperties(EnvironmentReader in) {
        SortedMap<String, String> properties = new TreeMap<>();
        in.variables(BusSettings::isForClients)
                .forEach((name, value) -> properties.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value));
        return properties;
    }

    private static boolean isForClients(String variable) {
        return variable.equals("KAFKA_SECURITY_PROTOCOL")
                || variable.startsWith("KAFKA_SASL_")
                || variable.startsWith("KAFKA_SSL_");
    }

    /** The properties that every Kafka client needs to reach the bus: the address and the security settings. */
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

    /** Dead letters: assignments that no worker could read, each with the reason in a header. */
    public String deadTrials() {
        return prefix + ".trials.dead.v1";
    }

    /** Dead letters: events that the orchestrator could not read, each with the reason in a header. */
    public String deadTrialEvents() {
        return prefix + ".trial-events.dead.v1";
    }

    /** The share group of all workers. */
    public String shareGroup() {
        return prefix + "-workers";
    }
}
