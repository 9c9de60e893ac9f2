package dev.contranorm.db.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.db.Database;
import dev.contranorm.db.Given;
import dev.contranorm.db.Given.Reports;
import dev.contranorm.db.TestDatabase;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.TrialState;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures how fast the stores are on this machine, with durable commits. */
@Tag("bench")
class ThroughputBench {
    private static final int EVENTS_A_BATCH = 1000;

    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabase.open(ThroughputBench.class);
    }

    @Test
    void eventsOfTenThousandTrials() {
        Sweep sweep = Given.sweep(database, 10_000);
        List<Long> ids = Given.published(database);
        List<TrialChange> events = new ArrayList<>();
        // Two workers: starts and ends of many trials are interleaved on the bus.
        for (long id : ids) {
            Reports reports = Given.attempt(id, 1);
            events.add(reports.started());
            events.add(reports.finished(0.8));
        }
        double seconds = seconds(() -> {
            for (int from = 0; from < events.size(); from += EVENTS_A_BATCH) {
                database.events().apply(events.subList(from, Math.min(events.size(), from + EVENTS_A_BATCH)));
            }
        });
        System.out.printf("%,d events in %.2f s: %,.0f events/s%n", events.size(), seconds, events.size() / seconds);
        assertThat(database.sweeps().progress(sweep.id()).count(TrialState.SUCCEEDED))
                .isEqualTo(10_000);
        assertThat(events.size() / seconds).isGreaterThan(3000);
        database.close();
    }

    @Test
    void aMillionMetricPoints() {
        Given.sweep(database, 1000);
        List<Long> ids = Given.published(database);
        List<List<TrialChange>> batches = new ArrayList<>();
        for (long id : ids) {
            Reports reports = Given.attempt(id, 1);
            List<TrialChange> batch = new ArrayList<>();
            batch.add(reports.started());
            for (int from = 0; from < 200; from += 10) {
                batch.add(reports.measured(from + 10, tenEpochs(from)));
            }
            batches.add(batch);
        }
        double seconds = seconds(() -> {
            for (int from = 0; from < batches.size(); from += 20) {
                database.events()
                        .apply(batches.subList(from, from + 20).stream()
                                .flatMap(List::stream)
                                .toList());
            }
        });
        System.out.printf("1,000,000 points (20,000 reports) in %.2f s: %,.0f points/s%n", seconds, 1e6 / seconds);
        System.out.println(database.query()
                .run("select pg_total_relation_size('metric_chunk') / 1e6 as megabytes, count(*) from metric_chunk", 1)
                .rows());
        database.close();
    }

    private static List<MetricPoint> tenEpochs(int from) {
        return List.of("train/loss", "train/accuracy", "validation/accuracy", "test/accuracy", "layer/similarity")
                .stream()
                .flatMap(name -> IntStream.rangeClosed(from + 1, from + 10)
                        .mapToObj(epoch -> new MetricPoint(name, epoch, Math.random())))
                .toList();
    }

    @Test
    void aHundredThousandTrialsUnderA512MegabyteHeap() throws Exception {
        database.close();
        var settings = TestDatabase.settings(ThroughputBench.class);
        ProcessBuilder child = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeSweep.class.getName());
        child.environment().put("DATABASE_URL", settings.jdbcUrl());
        child.environment().put("DATABASE_USER", settings.user());
        child.environment().put("DATABASE_PASSWORD", settings.password());
        child.redirectErrorStream(true);
        long start = System.nanoTime();
        Process process = child.start();
        System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(process.waitFor()).isZero();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("100,000 trials written and published in %.1f s, start of the process included%n", seconds);
        assertThat(seconds).isLessThan(30);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
