package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.TrialAssignment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Runs one attempt per delivered trial, on the polling thread: starts it, keeps its record locked, and settles it. */
final class AttemptRunner {
    private final String worker;
    private final BusConnections bus;
    private final Settlement settlement;
    private final CurrentAttempt current;
    private final Function<Attempt, CompletableFuture<Acknowledgement>> training;

    /** @param training starts an attempt on the training thread; completes when the broker has every event of it */
    AttemptRunner(
            String worker,
            BusConnections bus,
            Settlement settlement,
            CurrentAttempt current,
            Function<Attempt, CompletableFuture<Acknowledgement>> training) {
        this.worker = worker;
        this.bus = bus;
        this.settlement = settlement;
        this.current = current;
        this.training = training;
    }

    /** @throws StuckTrainingException when the training ignores its stop signal, and the worker does not shut down anyway */
    void run(Delivery delivery) throws InterruptedException {
        TrialAssignment assignment = delivery.assignment();
        AttemptReporter reporter = new AttemptReporter(bus.sender(), assignment, delivery.attempt(), worker);
        Attempt attempt = new Attempt(delivery, reporter);
        RecordLock lock =
                new RecordLock(bus.feed(), delivery.record(), count -> reporter.continueAs(assignment.attempt(count)));
        Optional<String> forbidden = bus.control().forbidsStart(assignment);
        if (forbidden.isPresent()) {
            settlement.settle(lock, attempt.refuse(forbidden.get()));
        } else {
            current.begin(attempt, bus.control());
            train(attempt, lock);
        }
    }

    private void train(Attempt attempt, RecordLock lock) throws InterruptedException {
        CompletableFuture<Acknowledgement> end = training.apply(attempt);
        while (!lock.awaitOrRenew(end)) {
            if (attempt.stop().isOverdue()) {
                abandon(attempt, lock);
                return;
            }
        }
        current.end();
        settlement.settle(lock, end);
    }

    private void abandon(Attempt attempt, RecordLock lock) throws InterruptedException {
        settlement.settle(lock, attempt.abandon());
        if (!current.isStopping()) {
            throw new StuckTrainingException(attempt.toString());
        }
    }
}
