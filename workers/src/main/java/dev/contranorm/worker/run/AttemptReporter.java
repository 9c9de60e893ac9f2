package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.Origin;
import dev.contranorm.worker.bus.TrialAssignment;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.train.task.MetricPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Sends the events of one attempt. Metric points are buffered for up to a second, so that short epochs do not flood the bus.
 * After {@link #end} nothing more is sent. Thread-safe: the training, heartbeat and polling threads use it.
 */
final class AttemptReporter implements TrainingObserver {
    private static final long BUFFER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int BUFFERED_POINTS = 500;

    private final EventSender sender;
    private final TrialAssignment assignment;
    private final String worker;
    private final List<MetricPoint> buffered = new ArrayList<>();
    private CompletableFuture<Void> newest = CompletableFuture.completedFuture(null);
    private Throwable failure;
    private Provenance provenance;
    private int epochs;
    private int epoch;
    private long bufferedSince;
    private int attempt;
    private long sequence;
    private boolean ended;

    AttemptReporter(EventSender sender, TrialAssignment assignment, int attempt, String worker) {
        this.sender = sender;
        this.assignment = assignment;
        this.worker = worker;
        this.attempt = attempt;
        this.sequence = firstSequence();
    }

    /**
     * A broker does not persist that it delivered a record; after its restart, another worker may receive the record with the
     * same delivery count, and so the same attempt number. Sequences that start at the clock do not overlap.
     */
    private static long firstSequence() {
        return System.currentTimeMillis() * 1000;
    }

    @Override
    public synchronized void started(Provenance how, int allEpochs, int firstEpoch) {
        provenance = how;
        epochs = allEpochs;
        epoch = firstEpoch - 1;
        sendStarted();
    }

    private void sendStarted() {
        int firstEpoch = epoch + 1;
        send(origin -> new TrialEvent.Started(origin, provenance, epochs, firstEpoch));
    }

    /** The trial was delivered to this worker again while it trains: later events belong to a later attempt. */
    synchronized void continueAs(int laterAttempt) {
        if (laterAttempt != attempt && !ended) {
            sendBuffered();
            attempt = laterAttempt;
            sequence = firstSequence();
            if (provenance != null) {
                sendStarted();
            }
        }
    }

    @Override
    public synchronized void measured(int measuredEpoch, List<MetricPoint> points) {
        if (buffered.isEmpty()) {
            bufferedSince = System.nanoTime();
        }
        epoch = measuredEpoch;
        buffered.addAll(points);
        if (buffered.size() >= BUFFERED_POINTS || System.nanoTime() - bufferedSince >= BUFFER_NANOS) {
            sendBuffered();
        }
    }

    private void sendBuffered() {
        if (!buffered.isEmpty()) {
            List<MetricPoint> points = List.copyOf(buffered);
            buffered.clear();
            int newestEpoch = epoch;
            send(origin -> new TrialEvent.Measured(origin, newestEpoch, points));
        }
    }

    /** Reports that training goes on. While the broker is unreachable, one heartbeat waits, not one per interval. */
    synchronized void heartbeat() {
        if (provenance != null && !ended) {
            sendBuffered();
            if (newest.isDone()) {
                send(TrialEvent.Heartbeat::new);
            }
        }
    }

    @Override
    public void checkpointed(int checkpointEpoch, Path folder) {
        CheckpointDigest digest;
        try {
            digest = CheckpointDigest.of(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException("the checkpoint in " + folder + " cannot be read back", problem);
        }
        synchronized (this) {
            send(origin -> new TrialEvent.Checkpointed(
                    origin, checkpointEpoch, folder.toString(), digest.bytes(), digest.sha256()));
        }
    }

    /**
     * Reports the last event of the attempt.
     *
     * @param last makes the event
     * @return completes when the broker has every event of the attempt; fails when it does not get one of them
     */
    synchronized CompletableFuture<Void> end(Function<Origin, TrialEvent> last) {
        if (ended) {
            return newest;
        }
        sendBuffered();
        send(last);
        ended = true;
        // One key means one partition, and the producer keeps the order: this event is acknowledged last.
        newest = newest.thenRun(this::requireNothingLost);
        return newest;
    }

    /** Sends what is waiting in the producer; blocks until the broker has it. */
    void flush() {
        sender.flush();
    }

    private synchronized void requireNothingLost() {
        if (failure != null) {
            throw new IllegalStateException("an event could not be sent: " + failure.getMessage(), failure);
        }
    }

    private void send(Function<Origin, TrialEvent> form) {
        if (!ended) {
            Origin origin =
                    new Origin(assignment.trialId(), assignment.sweepId(), attempt, sequence++, worker, Instant.now());
            newest = sender.send(form.apply(origin)).whenComplete((done, problem) -> recordFailure(problem));
        }
    }

    private synchronized void recordFailure(Throwable problem) {
        if (problem != null && failure == null) {
            failure = problem;
        }
    }
}
