package dev.contranorm.worker.local;

import java.nio.file.Path;
import java.util.Properties;

/** Kafka's settings for a single broker that needs little memory and starts quickly. */
final class BrokerProperties {
    static final String CONTROLLER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties properties = new Properties();
        addresses(properties, data, port, controllerPort);
        singleNode(properties);
        shareGroups(properties);
        smallFootprint(properties);
        return properties;
    }

    private static void addresses(Properties properties, Path data, int port, int controllerPort) {
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

    private static void singleNode(Properties properties) {
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
        // Without a controlled shutdown, the next start waits until the session of the previous one expires. After a
        // crash it waits too; the short session timeout keeps that short.
        properties.put("controlled.shutdown.enable", "true");
        properties.put("broker.session.timeout.ms", "1500");
        properties.put("broker.heartbeat.interval.ms", "300");
        // Topics.ensure creates the topics and waits until they accept records.
        properties.put("auto.create.topics.enable", "false");
    }

    private static void shareGroups(Properties properties) {
        // Lower limits than the defaults, for quick assignments and short locks: see ShareGroup.
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

    private static void smallFootprint(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        // An idle broker writes nothing to the disk.
        properties.put("metadata.max.idle.interval.ms", "0");
    }
}
