package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusProbe;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.local.SharedBroker;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.train.loop.ResourceUsage;
import dev.contranorm.zoo.train.task.MetricPoint;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** New topics, a probe that publishes and reads, and workers inside this process. */
final class WorkerFixture implements AutoCloseable {
    private final BusSettings bus;
    private final BusProbe probe;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    WorkerFixture(BusSettings bus) {
        this.bus = bus;
        this.probe = new BusProbe(bus);
    }

    static WorkerFixture withLock(Duration lock) throws Exception {
        return new WorkerFixture(SharedBroker.topics(lock));
    }

    BusSettings bus() {
        return bus;
    }

    BusProbe probe() {
        return probe;
    }

    /** Starts a worker that trains with the zoo. */
    Worker start(String name) throws IOException {
        return start(name, Optional.empty());
    }

    Worker start(String name, Optional<Path> checkpoints) throws IOException {
        TrainingSettings training = new TrainingSettings(Optional.empty(), 1, checkpoints, Duration.ofSeconds(1));
        return start(name, training, new Trainer(training)::train);
    }

    Worker start(String name, Training training) throws IOException {
        return start(name, TrainingSettings.withoutCheckpoints(Optional.empty(), 1), training);
    }

    private Worker start(String name, TrainingSettings settings, Training training) throws IOException {
        Worker worker = new Worker(new WorkerSettings(name, bus, settings, Optional.empty()), training);
        Thread thread = new Thread(() -> run(worker), name);
        thread.start();
        workers.add(worker);
        threads.add(thread);
        return worker;
    }

    private static void run(Worker worker) {
        try {
            worker.run();
            worker.close();
        } catch (InterruptedException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** A small graph trial of that many epochs. */
    static TrialSpec graphTrial(int epochs) {
        return Catalogue.load()
                .resolve(
                        new TreeMap<>(Map.of(
                                "dataset",
                                "sbm",
                                "backbone",
                                "deep-gcn",
                                "norm",
                                "pair-norm",
                                "depth",
                                2L,
                                "dataset.nodes",
                                60L,
                                "epochs",
                                (long) epochs)),
                        Protocol.PAPER,
                        1);
    }

    /** Trains until it is asked to stop. */
    static Training endless() {
        return (spec, observer, stop) -> {
            observer.started(provenance(), 1_000_000, 1);
            int epoch = 0;
            while (!stop.requested()) {
                epoch++;
                observer.measured(epoch, List.of(new MetricPoint("train/loss", epoch, 1.0 / epoch)));
                Thread.sleep(20);
            }
            return result(TrainingResult.Status.INTERRUPTED, epoch);
        };
    }

    /** Trains for a time and ignores its stop signal. */
    static Training lasting(Duration time) {
        return (spec, observer, stop) -> {
            observer.started(provenance(), 1, 1);
            Thread.sleep(time.toMillis());
            return result(TrainingResult.Status.COMPLETED, 1);
        };
    }

    static TrainingResult result(TrainingResult.Status status, int epochs) {
        return new TrainingResult(
                status, epochs, new TreeMap<>(Map.of("test/accuracy", 0.5)), new ResourceUsage(1, 1, 1));
    }

    static Provenance provenance() {
        return new Provenance("", "test", new TreeMap<>(), "cpu", 1);
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
        threads.forEach(WorkerFixture::awaitEnd);
        probe.close();
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
