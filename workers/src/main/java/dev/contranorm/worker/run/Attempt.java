package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.worker.bus.Origin;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.TrainingResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a trial: trains, reports how it ended, and says how to acknowledge the record. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final long LOCK_RETRY_MILLIS = 200;

    private final Delivery delivery;
    private final AttemptReporter reporter;
    private final StopRequest stop;

    Attempt(Delivery delivery, AttemptReporter reporter) {
        this.delivery = delivery;
        this.reporter = reporter;
        this.stop = new StopRequest(delivery.assignment().timeLimit());
    }

    Delivery delivery() {
        return delivery;
    }

    AttemptReporter reporter() {
        return reporter;
    }

    StopRequest stop() {
        return stop;
    }

    /** Trains on the given thread; completes when the broker has every event. */
    CompletableFuture<Acknowledgement> start(Training training, Optional<CheckpointLocks> locks, Executor thread) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            CompletableFuture<Acknowledgement> report = train(training, locks);
                            reporter.flush();
                            return report;
                        },
                        thread)
                .thenCompose(report -> report);
    }

    /** Reports the end of a training that ignores its stop signal. */
    CompletableFuture<Acknowledgement> abandon() {
        LOG.error("{} ignores its stop signal and is abandoned", this);
        return interrupted();
    }

    /** Reports that the attempt is not started. */
    CompletableFuture<Acknowledgement> refuse(String reason) {
        LOG.info("{} is not started: {}", this, reason);
        return released(reason, Acknowledgement.ACCEPT);
    }

    private CompletableFuture<Acknowledgement> train(Training training, Optional<CheckpointLocks> locks) {
        try (CheckpointLocks.Lock lock = lock(locks)) {
            return lock.isHeld() ? report(training.train(delivery.assignment().spec(), reporter, stop)) : interrupted();
        } catch (Throwable problem) {
            // Errors too: a trial that needs too much memory must not end the worker.
            FailureReport failure = FailureReport.of(problem);
            LOG.warn("{} failed: {}", this, failure.reason(), problem);
            return report(failed(failure), Acknowledgement.ACCEPT);
        }
    }

    /** Waits for the checkpoint lock; returns without it when the attempt is asked to stop first. */
    private CheckpointLocks.Lock lock(Optional<CheckpointLocks> locks) throws InterruptedException {
        if (locks.isEmpty()) {
            return CheckpointLocks.UNGUARDED;
        }
        String hash = delivery.assignment().spec().hash();
        CheckpointLocks.Lock lock = locks.get().tryLock(hash);
        if (!lock.isHeld()) {
            LOG.info("{} waits: another worker still writes the checkpoints of this trial", this);
        }
        while (!lock.isHeld() && !stop.requested()) {
            Thread.sleep(LOCK_RETRY_MILLIS);
            lock = locks.get().tryLock(hash);
        }
        return lock;
    }

    private CompletableFuture<Acknowledgement> report(TrainingResult result) {
        return switch (result.status()) {
            case COMPLETED -> finished(result, false);
            case STOPPED_EARLY -> finished(result, true);
            case INTERRUPTED -> interrupted();
        };
    }

    private CompletableFuture<Acknowledgement> finished(TrainingResult result, boolean early) {
        LOG.info("{} finished after {} epochs: {}", this, result.epochs(), result.metrics());
        return report(
                origin -> new TrialEvent.Finished(origin, early, result.epochs(), result.metrics(), result.usage()),
                Acknowledgement.ACCEPT);
    }

    private CompletableFuture<Acknowledgement> interrupted() {
        StopRequest.Reason reason = stop.reason()
                .orElseThrow(() -> new IllegalStateException("the training was interrupted without a stop request"));
        LOG.info("{} stops: {}", this, reason.text());
        return switch (reason) {
            case SHUTDOWN -> released(reason.text(), Acknowledgement.RELEASE);
            case CANCELLED -> released(reason.text(), Acknowledgement.ACCEPT);
            case TIME_LIMIT -> report(failed(timeLimit()), Acknowledgement.ACCEPT);
        };
    }

    private FailureReport timeLimit() {
        String limit = delivery.assignment()
                .timeLimit()
                .map(duration -> duration.toSeconds() + " s")
                .orElse("none");
        return new FailureReport(FailureKind.TIME_LIMIT, "exceeded its time limit of " + limit, "");
    }

    private CompletableFuture<Acknowledgement> released(String reason, Acknowledgement acknowledgement) {
        return report(
                origin -> new TrialEvent.Released(origin, reason, acknowledgement == Acknowledgement.RELEASE),
                acknowledgement);
    }

    private static Function<Origin, TrialEvent> failed(FailureReport failure) {
        return origin -> new TrialEvent.Failed(origin, failure.kind(), failure.reason(), failure.detail());
    }

    private CompletableFuture<Acknowledgement> report(
            Function<Origin, TrialEvent> last, Acknowledgement acknowledgement) {
        return reporter.end(last).thenApply(sent -> acknowledgement);
    }

    @Override
    public String toString() {
        return "trial " + delivery.assignment().trialId() + " attempt " + delivery.attempt();
    }
}
