package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Batches in sequence; the next few are prepared while the current one is used. The number of batches in preparation is
 * bounded, so that decoding cannot run ahead of training. For a single consuming thread.
 */
public final class BatchQueue {
    private static final long MOST_VALUES_AHEAD = 64L << 20;

    private final BatchPlan plan;
    private final Executor threads;
    private final int mostAhead;
    private final Deque<Making> begun = new ArrayDeque<>();
    /**
     * Arrays of batches that are no longer used: without reuse, arrays of this size fill the heap before they are collected.
     */
    private final Deque<float[]> spare = new ArrayDeque<>();

    private Optional<float[]> lent = Optional.empty();
    private long next;

    /**
     * @param mostAhead maximum number of batches in preparation besides the current one; fewer if batches are large
     */
    BatchQueue(BatchPlan plan, Executor threads, int mostAhead) {
        this.plan = plan;
        this.threads = threads;
        this.mostAhead = mostAhead;
    }

    /**
     * Returns the batch with this number. Consecutive numbers are fast; any other number restarts the preparation there. The
     * next call may overwrite the pixels of the returned batch.
     *
     * @throws DatasetException if one of its images is damaged; the message names the file
     */
    public ImageBatch take(long number) throws DatasetException {
        if (number < 0 || number >= plan.end()) {
            throw new IllegalArgumentException("batch " + number + " is outside 0.." + (plan.end() - 1));
        }
        lent.ifPresent(spare::add);
        lent = Optional.empty();
        if (number != next) {
            begun.forEach(Making::giveUp);
            begun.clear();
        }
        if (begun.isEmpty()) {
            begun.add(new Making(number));
        }
        Making taken = begun.remove();
        next = number + 1;
        long ahead = taken.ahead();
        while (begun.size() < ahead && next + begun.size() < plan.end()) {
            begun.add(new Making(next + begun.size()));
        }
        ImageBatch batch = taken.wanted();
        lent = Optional.of(batch.pixels());
        return batch;
    }

    private float[] pixels(int size) {
        for (float[] pixels = spare.poll(); pixels != null; pixels = spare.poll()) {
            if (pixels.length == size) {
                return pixels;
            }
        }
        return new float[size];
    }

    /** A batch in preparation. */
    private final class Making {
        private final long number;
        private final int[] rows;
        private final float[] pixels;
        private final AtomicInteger left;
        private final CompletableFuture<ImageBatch> batch = new CompletableFuture<>();

        Making(long number) {
            this.number = number;
            this.rows = plan.rows(number);
            this.pixels = pixels(Math.multiplyExact(rows.length, Bitmap.CHANNELS * plan.side() * plan.side()));
            this.left = new AtomicInteger(rows.length);
            for (int row = 0; row < rows.length; row++) {
                int each = row;
                threads.execute(() -> write(each));
            }
        }

        /** How many more batches of this size may be in preparation. */
        long ahead() {
            return Math.min(mostAhead, Math.max(1, MOST_VALUES_AHEAD / pixels.length));
        }

        private void write(int row) {
            if (batch.isDone()) {
                return;
            }
            try {
                plan.write(number, row, rows[row], pixels);
                if (left.decrementAndGet() == 0) {
                    batch.complete(plan.finish(number, rows, pixels));
                }
            } catch (DatasetException | RuntimeException | Error failed) {
                // Rethrown in the thread that takes the batch.
                batch.completeExceptionally(failed);
            }
        }

        void giveUp() {
            batch.cancel(false);
        }

        ImageBatch wanted() throws DatasetException {
            try {
                return batch.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while batch " + number + " was decoded", interrupted);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof DatasetException damaged) {
                    throw damaged;
                }
                if (failed.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException("batch " + number + " cannot be prepared", failed.getCause());
            }
        }
    }
}
