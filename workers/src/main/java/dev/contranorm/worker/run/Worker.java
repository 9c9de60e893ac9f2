package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.MalformedMessageException;
import dev.contranorm.zoo.train.Trainer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the bus for trials and runs one after the other. The thread that calls {@link #run} polls and renews locks; a second
 * thread trains, a third sends heartbeats.
 */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(20);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

    private final Optional<Duration> idleExit;
    private final Optional<CheckpointLocks> locks;
    private final BusJson json = new BusJson();
    private final CurrentAttempt current = new CurrentAttempt();
    private final BusConnections bus;
    private final Settlement settlement;
    private final AttemptRunner attempts;
    private final ExecutorService trainingThread = Executors.newSingleThreadExecutor(task -> daemon(task, "training"));
    private final ScheduledExecutorService heartbeats =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "heartbeat"));

    /** @throws IOException when the checkpoint folder cannot be written */
    Worker(WorkerSettings settings) throws IOException {
        this(settings, new Trainer(settings.training())::train);
    }

    Worker(WorkerSettings settings, Training training) throws IOException {
        this.idleExit = settings.idleExit();
        this.locks = CheckpointLocks.in(settings.training().checkpointFolder());
        this.bus = BusConnections.open(settings, current::applyCommands);
        this.settlement = new Settlement(bus.feed(), bus.sender());
        this.attempts = new AttemptRunner(
                settings.name(), bus, settlement, current, attempt -> attempt.start(training, locks, trainingThread));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs trials until {@link #stop}, or until none arrives within the idle time of the settings. */
    void run() throws InterruptedException {
        heartbeats.scheduleAtFixedRate(
                current::heartbeat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        if (!bus.control().awaitCaughtUp(CATCH_UP)) {
            LOG.warn("the control topic does not answer; commands take effect once it does");
        }
        long idleSince = System.nanoTime();
        while (!current.isStopping()) {
            Optional<ConsumerRecord<byte[], byte[]>> record = bus.feed().next(pollTime());
            if (record.isPresent()) {
                process(record.get());
                idleSince = System.nanoTime();
            } else if (isIdleTooLong(idleSince)) {
                LOG.info(
                        "no trial for {} s: the worker ends",
                        idleExit.orElseThrow().toSeconds());
                return;
            }
        }
    }

    private Duration pollTime() {
        return idleExit.filter(idle -> idle.compareTo(LONGEST_POLL) < 0).orElse(LONGEST_POLL);
    }

    private boolean isIdleTooLong(long idleSince) {
        return idleExit.isPresent()
                && System.nanoTime() - idleSince >= idleExit.get().toNanos();
    }

    private void process(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (settlement.acceptsAgain(record)) {
            return;
        }
        Delivery delivery;
        try {
            delivery = new Delivery(record, json.readAssignment(record.value()));
        } catch (MalformedMessageException problem) {
            settlement.deadLetter(record, problem.getMessage());
            return;
        }
        attempts.run(delivery);
    }

    /** From any thread: releases the current trial to other workers and ends {@link #run}. */
    void stop() {
        current.stop();
        bus.feed().wakeUp();
    }

    @Override
    public void close() throws IOException {
        heartbeats.shutdownNow();
        trainingThread.shutdownNow();
        bus.close();
        if (locks.isPresent()) {
            locks.get().close();
        }
    }
}
