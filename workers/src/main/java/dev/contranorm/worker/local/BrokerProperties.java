package dev.contranorm.worker.local;

import java.nio.file.Path;
import java.util.Properties;

/** Kafka's settings for a broker that is alone, small and quick to start. */
final class BrokerProperties {
    static final String CONTROLLER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties properties = new Properties();
        place(properties, data, port, controllerPort);
        alone(properties);
        shareGroups(properties);
        small(properties);
        return properties;
    }

    private static void place(Properties properties, Path data, int port, int controllerPort) {
        properties.put("node.id", "1");
        properties.put("process.roles", "broker,controller");
        properties.put("log.dirs", data.toString());
        properties.put(
                "listeners",
                "BROKER://" + LoopbackPort.HOST + ":" + port + "," + CONTROLLER + "://" + LoopbackPort.HOST + ":"
                        + controllerPort);
        properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.put("inter.broker.listener.name", "BROKER");
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("controller.quorum.voters", "1@" + LoopbackPort.HOST + ":" + controllerPort);
    }

    private static void alone(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        // Without a controlled shutdown the next start waits for the old session to end, so this stays on; after a
        // crash
        // the short session keeps that wait short.
        properties.put("controlled.shutdown.enable", "true");
        properties.put("broker.session.timeout.ms", "1500");
        properties.put("broker.heartbeat.interval.ms", "300");
        // Topics are made by Topics.ensure, which waits until they take records.
        properties.put("auto.create.topics.enable", "false");
    }

    private static void shareGroups(Properties properties) {
        // The bounds are lowered so that a group may ask for quick assignments and short locks: see Topics.
        properties.put("group.share.min.heartbeat.interval.ms", "200");
        properties.put("group.share.heartbeat.interval.ms", "500");
        properties.put("group.share.min.session.timeout.ms", "2000");
        properties.put("group.share.session.timeout.ms", "10000");
        properties.put("group.share.min.record.lock.duration.ms", "1000");
        properties.put("group.share.record.lock.duration.ms", "15000");
        properties.put("group.share.max.delivery.count.limit", "10");
        properties.put("group.share.delivery.count.limit", "10");
        properties.put("group.share.assignment.interval.ms", "0");
        properties.put("group.consumer.assignment.interval.ms", "0");
        properties.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void small(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        // An idle broker writes nothing.
        properties.put("metadata.max.idle.interval.ms", "0");
    }
}
