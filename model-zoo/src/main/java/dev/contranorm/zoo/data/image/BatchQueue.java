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
 * Batches one after another, with the next few made while the present one is used. No more are begun than there is room for,
 * so that decoding never runs away from training. For one thread that takes.
 */
public final class BatchQueue {
    private static final long MOST_VALUES_AHEAD = 64L << 20;

    private final BatchPlan plan;
    private final Executor threads;
    private final int mostAhead;
    private final Deque<Making> begun = new ArrayDeque<>();
    /** Of batches that are no longer used: arrays this large would fill the heap before the collector looks at them. */
    private final Deque<float[]> spare = new ArrayDeque<>();

    private Optional<float[]> lent = Optional.empty();
    private long next;

    /**
     * @param mostAhead batches that may be begun besides the one that is taken; fewer when they are large
     */
    BatchQueue(BatchPlan plan, Executor threads, int mostAhead) {
        this.plan = plan;
        this.threads = threads;
        this.mostAhead = mostAhead;
    }

    /**
     * The batch of this number. Numbers that follow each other are fast; any other starts anew there. Its pixels are those of a
     * later batch after the next call.
     *
     * @throws DatasetException when one of its pictures is damaged; the message names the file
     */
    public ImageBatch take(long number) throws DatasetException {
        if (number < 0 || number >= plan.end()) {
            throw new IllegalArgumentException("batch " + number + " of " + plan.end());
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

    /** One batch under way. */
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

        /** How many batches of this size may be under way besides it. */
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
                // Told to the thread that takes the batch.
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
                throw new IllegalStateException("batch " + number + " could not be made", failed.getCause());
            }
        }
    }
}
