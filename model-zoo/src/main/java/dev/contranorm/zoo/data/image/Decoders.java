package dev.contranorm.zoo.data.image;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that decode images while training runs. */
public final class Decoders implements AutoCloseable {
    private static final int MOST_AHEAD = 4;
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads;

    /**
     * @param count number of threads, at least 1; no result depends on it
     */
    public Decoders(int count) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "decoder-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The batches of a plan, prepared by these threads ahead of their use. */
    public BatchQueue queue(BatchPlan plan) {
        return new BatchQueue(plan, threads, MOST_AHEAD);
    }

    /** The batches of a plan, prepared by these threads on demand. */
    public BatchQueue only(BatchPlan plan) {
        return new BatchQueue(plan, threads, 0);
    }

    /** Abandons the batches in preparation; waits for images that are being decoded. */
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
