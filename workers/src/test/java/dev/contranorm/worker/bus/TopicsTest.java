package dev.contranorm.worker.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contranorm.worker.local.SharedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyTopicIsCreatedAndTheShareGroupIsConfigured() throws Exception {
        BusSettings settings = SharedBroker.settings(Duration.ofSeconds(7));
        Topics.ensure(settings);
        Topics.ensure(settings);

        try (Admin admin = Admin.create(settings.connection())) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            settings.trials(),
                            settings.trialEvents(),
                            settings.control(),
                            settings.deadTrials(),
                            settings.deadTrialEvents());
            Config group = config(admin, ConfigResource.Type.GROUP, settings.shareGroup());
            assertThat(group.get("share.auto.offset.reset").value()).isEqualTo("earliest");
            assertThat(group.get("share.delivery.count.limit").value()).isEqualTo("10");
            assertThat(group.get("share.record.lock.duration.ms").value()).isEqualTo("7000");
            assertThat(group.get("share.heartbeat.interval.ms").value()).isEqualTo("500");
            assertThat(config(admin, ConfigResource.Type.TOPIC, settings.control())
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(config(admin, ConfigResource.Type.TOPIC, settings.trials())
                            .get("retention.ms")
                            .value())
                    .isEqualTo("-1");
        }
    }

    private static Config config(Admin admin, ConfigResource.Type type, String name) throws Exception {
        ConfigResource resource = new ConfigResource(type, name);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    @Test
    void newTopicsAcceptRecordsAtOnce() throws Exception {
        BusSettings settings = SharedBroker.topics(Duration.ofSeconds(15));
        try (BusProbe probe = new BusProbe(settings)) {
            probe.publish(BusProbe.assignment(1, BusProbe.noop(1)));
        }
    }

    @Test
    void anUnreachableBrokerIsNamedByItsAddress() {
        BusSettings nowhere = BusSettings.fromEnvironment(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));

        assertThat(catchThrowableOfType(
                        BusUnavailableException.class, () -> Topics.ensure(nowhere, Duration.ofMillis(500))))
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
    }
}
