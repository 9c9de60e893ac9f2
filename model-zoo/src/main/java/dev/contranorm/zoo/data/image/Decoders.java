package dev.contranorm.zoo.data.image;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that decode pictures while others train. */
public final class Decoders implements AutoCloseable {
    private static final int MOST_AHEAD = 4;
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads;

    /**
     * @param count at least 1; no number depends on it
     */
    public Decoders(int count) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "decoder-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Batches of a plan, made on these threads ahead of their use. */
    public BatchQueue queue(BatchPlan plan) {
        return new BatchQueue(plan, threads, MOST_AHEAD);
    }

    /** Batches of a plan, made on these threads when they are asked for. */
    public BatchQueue only(BatchPlan plan) {
        return new BatchQueue(plan, threads, 0);
    }

    /** Gives up what is under way; a picture being decoded is waited for. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
