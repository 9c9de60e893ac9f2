package dev.contranorm.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contranorm.db.Database;
import dev.contranorm.db.result.TrialRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.worker.bus.Origin;
import dev.contranorm.worker.bus.TrialEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events from the real topic to the real database. */
class ApplyTrialEventsTest {
    private static final int TRIALS = 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    private Infrastructure.TestDatabase place;
    private Database database;
    private BusSettings bus;
    private OrchestratorRuntime runtime;
    private EventSource source;
    private Sweep sweep;
    private List<Long> trials;

    @BeforeEach
    void queueASweep() {
        place = Infrastructure.testDatabase();
        database = place.open();
        bus = Infrastructure.bus();
        runtime = start();
        sweep = runtime.sweeps().submit(NoopSweeps.definition("events", TRIALS)).sweep();
        await().atMost(SOON).until(() -> count(TrialState.QUEUED) == TRIALS);
        trials = database.results().trials(sweep.id(), 0, TRIALS).stream()
                .map(TrialRow::id)
                .toList();
        source = new EventSource(bus);
    }

    private OrchestratorRuntime start() {
        return OrchestratorRuntime.start(database, bus, RuntimeSettings.of(Optional.empty()));
    }

    @AfterEach
    void close() {
        source.close();
        runtime.close();
        database.close();
    }

    private SweepProgress progress() {
        return database.sweeps().progress(sweep.id());
    }

    private long count(TrialState state) {
        return progress().count(state);
    }

    private void succeedAll(List<Long> ids) throws Exception {
        for (long trial : ids) {
            source.succeed(sweep.id(), trial);
        }
    }

    @Test
    void everyEventIsAppliedAndTheSweepFinishes() throws Exception {
        succeedAll(trials);

        await().atMost(SOON).until(() -> progress().state().ended());
        assertThat(count(TrialState.SUCCEEDED)).isEqualTo(TRIALS);
        await().atMost(SOON).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAloneWithTheReason() throws Exception {
        byte[] broken = "{\"schemaVersion\": 1, \"type\": \"sung\"}".getBytes(StandardCharsets.UTF_8);
        succeedAll(trials.subList(0, 5));
        source.send(trials.get(5), broken);
        succeedAll(trials.subList(5, TRIALS));

        await().atMost(SOON).until(() -> count(TrialState.SUCCEEDED) == TRIALS);
        List<ConsumerRecord<byte[], byte[]>> dead = deadLetters(1);
        assertThat(dead.get(0).value()).isEqualTo(broken);
        assertThat(header(dead.get(0), "reason")).contains("type");
        assertThat(header(dead.get(0), "origin")).contains(bus.trialEvents());
    }

    @Test
    void anEventThatTheDatabaseCannotHoldIsPutAsideAloneWithTheReason() throws Exception {
        TrialEvent impossible = new TrialEvent.Failed(
                new Origin(trials.get(0), sweep.id(), 1, 2, "test", Instant.parse("+300000-01-01T00:00:00Z")),
                FailureKind.DIVERGED,
                "reported by a clock that is far beyond the database's years",
                "");
        source.send(EventSource.started(sweep.id(), trials.get(0)));
        source.send(impossible);
        succeedAll(trials.subList(1, TRIALS));

        await().atMost(SOON).until(() -> count(TrialState.SUCCEEDED) == TRIALS - 1);
        assertThat(header(deadLetters(1).get(0), "reason")).isNotBlank();
        assertThat(count(TrialState.RUNNING)).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsLostAndAfterwardsEverythingIsCaughtUp() throws Exception {
        place.takeAway();
        succeedAll(trials);
        Thread.sleep(1_500);
        assertThat(committed().values()).allMatch(offset -> offset == 0);

        place.bringBack();

        await().atMost(SOON).until(() -> progress().state().ended());
        assertThat(count(TrialState.SUCCEEDED)).isEqualTo(TRIALS);
    }

    @Test
    void whatWasAppliedButNotCommittedIsAppliedAgainWithoutEffect() throws Exception {
        succeedAll(trials);
        await().atMost(SOON).until(() -> progress().state().ended());
        await().atMost(SOON).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
        runtime.close();
        forgetCommits();
        var before = database.results().trials(sweep.id(), 0, TRIALS);

        runtime = start();

        await().atMost(SOON).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
        assertThat(database.results().trials(sweep.id(), 0, TRIALS)).isEqualTo(before);
    }

    private Map<Integer, Long> committed() throws Exception {
        try (BusAdmin admin = new BusAdmin(bus)) {
            Map<Integer, Long> offsets = new HashMap<>();
            for (int partition = 0; partition < bus.eventPartitions(); partition++) {
                offsets.put(partition, 0L);
            }
            offsets.putAll(admin.committed(BusComponent.group(bus), bus.trialEvents()));
            return offsets;
        }
    }

    private Map<Integer, Long> ends() throws Exception {
        try (BusAdmin admin = new BusAdmin(bus)) {
            return new HashMap<>(admin.end(bus.trialEvents()).offsets());
        }
    }

    private void forgetCommits() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        for (int partition = 0; partition < bus.eventPartitions(); partition++) {
            begin.put(new TopicPartition(bus.trialEvents(), partition), new OffsetAndMetadata(0));
        }
        try (Admin admin = Admin.create(bus.connection())) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                admin.alterConsumerGroupOffsets(BusComponent.group(bus), begin)
                        .all()
                        .get();
                return true;
            });
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(bus.connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(bus.deadTrialEvents(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.size() >= count;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(letters::add);
        }
        assertThat(letters).hasSize(count);
        return letters;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
