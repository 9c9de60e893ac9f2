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
 * Turns what happens in one attempt into events. Points are gathered for up to a second, so that short epochs do not become
 * a flood of messages. After {@link #end} nothing more is reported. Thread-safe: training, heartbeat and polling threads
 * meet here.
 */
final class AttemptReporter implements TrainingObserver {
    private static final long GATHERING_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_POINTS = 500;

    private final EventSender sender;
    private final TrialAssignment assignment;
    private final String worker;
    private final List<MetricPoint> gathered = new ArrayList<>();
    private CompletableFuture<Void> newest = CompletableFuture.completedFuture(null);
    private Throwable failure;
    private Provenance provenance;
    private int epochs;
    private int epoch;
    private long gatheredSince;
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
     * A broker does not write down that it handed a record out, so that after its restart another worker may get the record
     * with the same delivery count: the same attempt number twice. Starting at the clock keeps their sequences apart.
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

    /** The trial was delivered to this worker again while it trains: what follows belongs to a later attempt. */
    synchronized void continueAs(int laterAttempt) {
        if (laterAttempt != attempt && !ended) {
            sendGathered();
            attempt = laterAttempt;
            sequence = firstSequence();
            if (provenance != null) {
                sendStarted();
            }
        }
    }

    @Override
    public synchronized void measured(int measuredEpoch, List<MetricPoint> points) {
        if (gathered.isEmpty()) {
            gatheredSince = System.nanoTime();
        }
        epoch = measuredEpoch;
        gathered.addAll(points);
        if (gathered.size() >= MOST_POINTS || System.nanoTime() - gatheredSince >= GATHERING_NANOS) {
            sendGathered();
        }
    }

    private void sendGathered() {
        if (!gathered.isEmpty()) {
            List<MetricPoint> points = List.copyOf(gathered);
            gathered.clear();
            int newestEpoch = epoch;
            send(origin -> new TrialEvent.Measured(origin, newestEpoch, points));
        }
    }

    /** Says that training goes on. While the broker is away one such message waits, not one for every interval. */
    synchronized void heartbeat() {
        if (provenance != null && !ended) {
            sendGathered();
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
     * @param last makes it
     * @return completes when the broker has every event of the attempt
     */
    synchronized CompletableFuture<Void> end(Function<Origin, TrialEvent> last) {
        if (ended) {
            return newest;
        }
        sendGathered();
        send(last);
        ended = true;
        // One key, one partition, and a producer that keeps the order: the last acknowledgement is the last of all.
        newest = newest.thenRun(this::complainOfLoss);
        return newest;
    }

    /** Hurries what has been reported on its way; blocks until the broker has it. */
    void flush() {
        sender.flush();
    }

    private synchronized void complainOfLoss() {
        if (failure != null) {
            throw new IllegalStateException("an event could not be sent: " + failure.getMessage(), failure);
        }
    }

    private void send(Function<Origin, TrialEvent> form) {
        if (!ended) {
            Origin origin =
                    new Origin(assignment.trialId(), assignment.sweepId(), attempt, sequence++, worker, Instant.now());
            newest = sender.send(form.apply(origin)).whenComplete((done, problem) -> note(problem));
        }
    }

    private synchronized void note(Throwable problem) {
        if (problem != null && failure == null) {
            failure = problem;
        }
    }
}
