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

/** Configures the workers' share group at the broker. */
final class ShareGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ShareGroup.class);

    private ShareGroup() {}

    static void configure(Admin admin, BusSettings settings) throws ExecutionException, InterruptedException {
        // A trial published before the first worker joins must not be skipped. The orchestrator limits attempts; the
        // group's limit on deliveries, here the largest that Kafka allows, stops a trial that always kills its worker.
        set(admin, settings, Map.of("share.auto.offset.reset", "earliest", "share.delivery.count.limit", "10"));
        set(admin, settings, Map.of("share.renew.acknowledge.enable", "true"));
        set(
                admin,
                settings,
                Map.of(
                        "share.record.lock.duration.ms",
                        String.valueOf(settings.trialLock().toMillis())));
        // A member learns of its partitions by a heartbeat: Kafka's default of 5 s would delay the first trial.
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
            // The broker's own limits may exclude these values; the group then keeps the broker's defaults.
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
