package dev.contranorm.worker.bus;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the broker treats the workers' share group. */
final class ShareGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ShareGroup.class);

    private ShareGroup() {}

    static void configure(Admin admin, BusSettings settings) throws ExecutionException, InterruptedException {
        // A trial published before the first worker joins must not be skipped. The group's own limit on deliveries is a
        // last
        // resort against a trial that kills its worker natively; it is Kafka's largest, for the orchestrator counts
        // attempts.
        set(admin, settings, Map.of("share.auto.offset.reset", "earliest", "share.delivery.count.limit", "10"));
        set(admin, settings, Map.of("share.renew.acknowledge.enable", "true"));
        set(
                admin,
                settings,
                Map.of(
                        "share.record.lock.duration.ms",
                        String.valueOf(settings.trialLock().toMillis())));
        // A member learns of its partitions by a heartbeat: at Kafka's 5 s the first trial would wait that long.
        set(admin, settings, Map.of("share.heartbeat.interval.ms", "500", "share.assignment.interval.ms", "0"));
    }

    private static void set(Admin admin, BusSettings settings, Map<String, String> entries)
            throws ExecutionException, InterruptedException {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.shareGroup());
        Collection<AlterConfigOp> changes = entries.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try {
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
        } catch (ExecutionException problem) {
            if (!isOutOfBounds(problem.getCause())) {
                throw problem;
            }
            // A broker's owner may bound these; the group then works by the broker's own values.
            LOG.warn(
                    "the Kafka broker refuses {} for group {}: {}",
                    entries,
                    settings.shareGroup(),
                    problem.getCause().getMessage());
        }
    }

    private static boolean isOutOfBounds(Throwable problem) {
        return List.of(InvalidConfigurationException.class, InvalidRequestException.class)
                .contains(problem.getClass());
    }
}
