package dev.contranorm.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {
    @TempDir
    Path folder;

    @Test
    void whatWasPublishedIsThereAfterARestartOnTheSamePort() throws Exception {
        String address;
        try (LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0))) {
            address = broker.bootstrapServers();
            Topics.ensure(BusSettings.local(address));
            try (BusProbe probe = new BusProbe(BusSettings.local(address))) {
                probe.publish(BusProbe.assignment(1, BusProbe.noop(1)));
            }
        }
        long begin = System.nanoTime();
        try (LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0))) {
            Duration start = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(trialsOn(BusSettings.local(address))).isEqualTo(1);
            // Less than a second on an idle machine; the limit only detects the wait after an unclean stop (10 s).
            assertThat(start).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static long trialsOn(BusSettings settings) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(settings.trials(), 0);
        try (Admin admin = Admin.create(settings.connection())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    @Test
    void aFolderInUseIsRefusedWithoutHarmToItsBroker() throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0))) {
            assertThat(catchThrowableOfType(
                            LocalBrokerException.class, () -> LocalBroker.start(new LocalBrokerSettings(folder, 0))))
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("another process");
            Topics.ensure(BusSettings.local(broker.bootstrapServers()));
        }
    }

    @Test
    void aBrokerThatStopsByItselfSaysWhyAndKeepsTheProcessAlive() throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder, 0))) {
            assertThat(broker.failure()).isEmpty();

            // Kafka does this when it cannot write any of its folders.
            assertThatThrownBy(() -> Exit.halt(1, "all log folders failed")).isInstanceOf(IllegalStateException.class);

            assertThat(broker.failure()).contains("all log folders failed");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(catchThrowableOfType(
                            LocalBrokerException.class,
                            () -> LocalBroker.start(new LocalBrokerSettings(folder, other.getLocalPort()))))
                    .hasMessageStartingWith("port " + other.getLocalPort() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void aFileInsteadOfAFolderIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThat(catchThrowableOfType(
                        LocalBrokerException.class, () -> LocalBroker.start(new LocalBrokerSettings(file, 0))))
                .hasMessageContaining(file + ": the local Kafka broker cannot write here");
    }
}
