package dev.contranorm.worker.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BrokerKillTest {
    private static final int TRIALS = 500;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKillOfTheBrokersProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            BusSettings bus = BusSettings.local(output.lines()
                    .filter(line -> line.startsWith(LoopbackPort.HOST))
                    .findFirst()
                    .orElseThrow());
            Topics.ensure(bus);
            try (BusProbe probe = new BusProbe(bus)) {
                for (long trial = 1; trial < TRIALS; trial++) {
                    probe.publishLater(BusProbe.assignment(trial, BusProbe.noop(trial)));
                }
                probe.publish(BusProbe.assignment(TRIALS, BusProbe.noop(TRIALS)));
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }

        try (LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0))) {
            BusSettings bus = BusSettings.local(broker.bootstrapServers());
            Topics.ensure(bus);
            TopicPartition trials = new TopicPartition(bus.trials(), 0);
            try (Admin admin = Admin.create(bus.connection())) {
                assertThat(admin.listOffsets(Map.of(trials, OffsetSpec.latest()))
                                .partitionResult(trials)
                                .get()
                                .offset())
                        .isEqualTo(TRIALS);
            }
        }
    }
}
