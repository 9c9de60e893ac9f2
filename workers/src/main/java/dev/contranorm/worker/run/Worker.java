package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.MalformedMessageException;
import dev.contranorm.worker.bus.TrialAssignment;
import dev.contranorm.zoo.train.Trainer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one trial after the other from the bus. The thread that calls {@link #run} polls and renews; another one trains.
 */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofSeconds(20);
    /** Kafka drops a record silently after its tenth delivery; well before that it gets a fresh one. */
    private static final int MOST_DELIVERIES = 8;

    private final WorkerSettings settings;
    private final BusJson json = new BusJson();
    private final TrialFeed feed;
    private final EventSender sender;
    private final ControlWatch control;
    private final Training training;
    private final Optional<CheckpointLocks> locks;
    private final SettledRecords settled = new SettledRecords();
    private final ExecutorService trainingThread = Executors.newSingleThreadExecutor(task -> daemon(task, "training"));
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "heartbeat"));
    private volatile Attempt current;
    private volatile boolean stopping;

    /** @throws IOException when the checkpoint folder cannot be written */
    Worker(WorkerSettings settings) throws IOException {
        this(settings, new Trainer(settings.training())::train);
    }

    Worker(WorkerSettings settings, Training training) throws IOException {
        this.settings = settings;
        this.locks = CheckpointLocks.in(settings.training().checkpointFolder());
        this.training = training;
        this.sender = new EventSender(settings.bus(), settings.name());
        this.feed = new TrialFeed(settings.bus(), settings.name());
        this.control = new ControlWatch(settings.bus(), this::obeyCommands);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Works until {@link #stop}, or until no trial came for the settings' idle time. */
    void run() throws InterruptedException {
        pulse.scheduleAtFixedRate(this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        if (!control.awaitCaughtUp(CATCH_UP)) {
            LOG.warn("the control topic does not answer; commands are obeyed when it does");
        }
        long idleSince = System.nanoTime();
        while (!stopping) {
            Optional<ConsumerRecord<byte[], byte[]>> record = feed.next(patience());
            if (record.isPresent()) {
                take(record.get());
                idleSince = System.nanoTime();
            } else if (isPast(idleSince)) {
                LOG.info(
                        "no trial for {} s: leaving",
                        settings.idleExit().orElseThrow().toSeconds());
                return;
            }
        }
    }

    private Duration patience() {
        Duration longest = Duration.ofSeconds(30);
        return settings.idleExit().filter(idle -> idle.compareTo(longest) < 0).orElse(longest);
    }

    private boolean isPast(long idleSince) {
        return settings.idleExit().isPresent()
                && System.nanoTime() - idleSince >= settings.idleExit().get().toNanos();
    }

    /** From any thread: gives the current trial back and ends {@link #run}. */
    void stop() {
        stopping = true;
        Attempt attempt = current;
        if (attempt != null) {
            attempt.stop().ask(StopRequest.Reason.SHUTDOWN);
        }
        feed.wakeUp();
    }

    private void beat() {
        Attempt attempt = current;
        if (attempt != null) {
            attempt.reporter().heartbeat();
        }
    }

    private void obeyCommands() {
        Attempt attempt = current;
        if (attempt != null && control.cancels(attempt.delivery().assignment())) {
            attempt.stop().ask(StopRequest.Reason.CANCELLED);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (settled.contains(record)) {
            // It was lost and came back after this worker had reported its end.
            feed.accept(record);
            return;
        }
        TrialAssignment assignment;
        try {
            assignment = json.readAssignment(record.value());
        } catch (MalformedMessageException problem) {
            LOG.warn("the assignment at {} goes to the dead letters: {}", Delivery.place(record), problem.getMessage());
            CompletableFuture<Acknowledgement> sent =
                    sender.sendToDeadLetters(record, problem.getMessage()).thenApply(done -> Acknowledgement.ACCEPT);
            conclude(new RecordLock(feed, record, count -> {}), sent);
            return;
        }
        attempt(new Delivery(record, assignment));
    }

    private void attempt(Delivery delivery) throws InterruptedException {
        TrialAssignment assignment = delivery.assignment();
        AttemptReporter reporter = new AttemptReporter(sender, assignment, delivery.attempt(), settings.name());
        Attempt attempt = new Attempt(delivery, reporter);
        RecordLock hold =
                new RecordLock(feed, delivery.record(), count -> reporter.continueAs(assignment.attempt(count)));
        Optional<String> forbidden = control.forbidsStart(assignment);
        if (forbidden.isPresent()) {
            conclude(hold, attempt.refuse(forbidden.get()));
            return;
        }
        current = attempt;
        // What came between the look and the assignment above would be missed.
        obeyCommands();
        if (stopping) {
            attempt.stop().ask(StopRequest.Reason.SHUTDOWN);
        }
        CompletableFuture<Acknowledgement> end = attempt.start(training, locks, trainingThread);
        while (!isDone(hold, end)) {
            if (attempt.stop().isOverdue()) {
                conclude(hold, attempt.abandon());
                if (stopping) {
                    return;
                }
                throw new StuckTrainingException(attempt.toString());
            }
        }
        current = null;
        conclude(hold, end);
    }

    /** Acknowledges once everything that the attempt reported is on the bus. */
    private void conclude(RecordLock hold, CompletableFuture<Acknowledgement> end) throws InterruptedException {
        while (!isDone(hold, end)) {
            // The record stays this worker's until then.
        }
        Acknowledgement ending = ending(end);
        Optional<ConsumerRecord<byte[], byte[]>> record = hold.held();
        if (ending == Acknowledgement.ACCEPT) {
            settled.add(hold.place());
            record.ifPresent(feed::accept);
        } else {
            record.ifPresent(this::giveBack);
        }
    }

    /** Waits for the end, at most until there is something to do for the hold, and does that. */
    private static boolean isDone(RecordLock hold, CompletableFuture<Acknowledgement> end) throws InterruptedException {
        try {
            long most = TimeUnit.SECONDS.toNanos(1);
            end.get(Math.max(0, Math.min(most, hold.nanosUntilStep())), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException notYet) {
            hold.step();
            return end.isDone();
        }
    }

    private static Acknowledgement ending(CompletableFuture<Acknowledgement> end) {
        try {
            return end.join();
        } catch (RuntimeException problem) {
            LOG.error("the end of a trial could not be reported, so that it is given back", problem);
            return Acknowledgement.RELEASE;
        }
    }

    private void giveBack(ConsumerRecord<byte[], byte[]> record) {
        if (Delivery.count(record) < MOST_DELIVERIES) {
            feed.release(record);
            return;
        }
        try {
            TrialAssignment old = json.readAssignment(record.value());
            sender.send(new TrialAssignment(
                            old.trialId(),
                            old.sweepId(),
                            old.attempt(Delivery.count(record)),
                            old.timeLimit(),
                            old.spec(),
                            old.queuedAt()))
                    .get(5, TimeUnit.SECONDS);
            feed.accept(record);
            feed.commit();
        } catch (Exception problem) {
            LOG.warn("a trial could not be put on the bus anew: {}", problem.toString());
            feed.release(record);
        }
    }

    @Override
    public void close() throws IOException {
        pulse.shutdownNow();
        trainingThread.shutdownNow();
        feed.close();
        control.close();
        sender.close();
        if (locks.isPresent()) {
            locks.get().close();
        }
    }
}
