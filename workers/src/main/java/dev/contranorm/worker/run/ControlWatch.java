package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.ControlCommand;
import dev.contranorm.worker.bus.ControlCommand.Action;
import dev.contranorm.worker.bus.MalformedMessageException;
import dev.contranorm.worker.bus.TrialAssignment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the control topic from its beginning and keeps the newest command for every sweep and trial. */
final class ControlWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlWatch.class);
    private static final Duration FETCH_WAIT = Duration.ofSeconds(10);

    private final Map<String, ControlCommand> commands = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final BusJson json = new BusJson();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ControlWatch> onCommand;
    private final Thread thread;
    private volatile boolean closed;

    /** @param onCommand called on the watching thread after every command */
    ControlWatch(BusSettings settings, Consumer<ControlWatch> onCommand) {
        this.onCommand = onCommand;
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A command still arrives at once: this is how long the broker delays an empty answer.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) FETCH_WAIT.toMillis());
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        thread = new Thread(() -> follow(new TopicPartition(settings.control(), 0)), "control");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the commands published before now are known; false when the timeout ends first. */
    boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why this assignment must not start; empty when it may. */
    Optional<String> forbidsStart(TrialAssignment assignment) {
        return relevant(assignment)
                .map(command -> command.scope().name().toLowerCase(Locale.ROOT)
                        + (command.action() == Action.STOP ? " stopped" : " cancelled"))
                .findFirst();
    }

    /** Whether a command cancels this assignment while it runs. */
    boolean cancels(TrialAssignment assignment) {
        return relevant(assignment).anyMatch(command -> command.action() == Action.CANCEL);
    }

    private Stream<ControlCommand> relevant(TrialAssignment assignment) {
        return Stream.of("trial-" + assignment.trialId(), "sweep-" + assignment.sweepId())
                .map(commands::get)
                .filter(command -> command != null && command.action() != Action.RESUME)
                // An assignment published after a command is meant to run despite it.
                .filter(command -> !command.at().isBefore(assignment.queuedAt()));
    }

    private void follow(TopicPartition partition) {
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            // Requested once, before the first fetch: a later request would wait behind an unanswered fetch.
            long end = -1;
            while (!closed) {
                try {
                    if (end < 0) {
                        end = consumer.endOffsets(List.of(partition)).get(partition);
                    }
                    if (consumer.position(partition) >= end) {
                        caughtUp.countDown();
                    }
                    consumer.poll(FETCH_WAIT).forEach(this::apply);
                } catch (WakeupException closing) {
                    // The loop ends when it checks its condition.
                } catch (KafkaException problem) {
                    LOG.warn("the control topic cannot be read: {}; trying again", problem.getMessage());
                    pause();
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            ControlCommand command = json.readCommand(record.value());
            commands.put(command.key(), command);
            onCommand.accept(this);
        } catch (MalformedMessageException problem) {
            LOG.warn("the command at offset {} is ignored: {}", record.offset(), problem.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(1000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
