package dev.contranorm.zoo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.augment.Augmentation;
import dev.contranorm.zoo.data.image.augment.CentreCrop;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchQueueTest {
    private static final int SIDE = 8;
    private static final Bitmap BLACK = Bitmap.filled(8, 8, Colour.BLACK);
    private static final int IMAGES = 40;
    private static final TrialSpec SPEC = Catalogue.load()
            .resolve(
                    Map.of("dataset", "cifar10", "backbone", "deit-tiny", "norm", "none", "image", 8L, "patch", 4L),
                    Protocol.PAPER,
                    0);

    private static List<LabelledImage> images() {
        SplittableRandom random = new SplittableRandom(3);
        List<LabelledImage> images = new ArrayList<>();
        for (int k = 0; k < IMAGES; k++) {
            byte[] values = new byte[3 * 12 * 10];
            random.nextBytes(values);
            Bitmap bitmap = new Bitmap(12, 10, values);
            images.add(new LabelledImage(() -> bitmap, k % 4));
        }
        return images;
    }

    private static TrainingBatches plan(List<LabelledImage> images, long seed, long epochs) {
        return new TrainingBatches(
                images,
                4,
                SIDE,
                new RepeatedOrder(images.size(), 6, 3, seed),
                epochs,
                Augmentation.of(SPEC),
                Mixing.of(SPEC));
    }

    private static List<String> all(int threads, long seed, long from) throws DatasetException {
        List<String> batches = new ArrayList<>();
        try (Decoders decoders = new Decoders(threads)) {
            TrainingBatches plan = plan(images(), seed, 3);
            BatchQueue queue = decoders.queue(plan);
            for (long number = from; number < plan.end(); number++) {
                ImageBatch batch = queue.take(number);
                batches.add(Arrays.hashCode(batch.pixels()) + " " + Arrays.toString(batch.targets()));
            }
        }
        return batches;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void batchesDoNotDependOnTheNumberOfThreads(int threads) throws Exception {
        List<String> alone = all(1, 5, 0);
        assertThat(alone).hasSize(18).doesNotHaveDuplicates();
        assertThat(all(threads, 5, 0)).isEqualTo(alone);
        assertThat(all(threads, 6, 0)).isNotEqualTo(alone);
    }

    @Test
    void aResumedTrainingGetsTheSameBatches() throws Exception {
        List<String> whole = all(2, 5, 0);
        for (int from : new int[] {1, 5, 6, 17}) {
            assertThat(all(2, 5, from)).isEqualTo(whole.subList(from, whole.size()));
        }
    }

    @Test
    void aQueueCanGoBack() throws Exception {
        try (Decoders decoders = new Decoders(2)) {
            BatchQueue queue = decoders.queue(plan(images(), 5, 3));
            float[] third = queue.take(3).pixels().clone();
            queue.take(4);
            assertThat(queue.take(3).pixels()).isEqualTo(third);
        }
    }

    @Test
    void arraysOfUsedBatchesAreFilledAgain() throws Exception {
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        try (Decoders decoders = new Decoders(2)) {
            TrainingBatches plan = plan(images(), 5, 3);
            BatchQueue queue = decoders.queue(plan);
            for (long number = 0; number < plan.end(); number++) {
                arrays.add(queue.take(number).pixels());
            }
        }
        assertThat(arrays).hasSizeLessThan(7);
    }

    /** Only batch 0 is requested; while it is in use, the images of batch 1 are decoded. */
    @Test
    void theNextBatchIsDecodedWhileThisOneIsUsed() throws Exception {
        RepeatedOrder order = new RepeatedOrder(IMAGES, 6, 3, 5);
        Set<Integer> second = new TreeSet<>();
        IntStream.of(order.batch(1)).forEach(second::add);
        IntStream.of(order.batch(0)).forEach(second::remove);
        Map<Integer, CountDownLatch> decoded = new ConcurrentHashMap<>();
        second.forEach(number -> decoded.put(number, new CountDownLatch(1)));
        try (Decoders decoders = new Decoders(1)) {
            decoders.queue(plan(watched(decoded), 5, 3)).take(0);
            assertThat(decoded).isNotEmpty();
            for (CountDownLatch latch : decoded.values()) {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void decodingDoesNotRunAheadOfTraining() throws Exception {
        Set<Integer> decoded = ConcurrentHashMap.newKeySet();
        List<LabelledImage> many = new ArrayList<>();
        for (int k = 0; k < 2000; k++) {
            int number = k;
            many.add(new LabelledImage(
                    () -> {
                        decoded.add(number);
                        return BLACK;
                    },
                    0));
        }
        try (Decoders decoders = new Decoders(1)) {
            decoders.queue(new EvaluationBatches(many, 1, new CentreCrop(8, 1), 10))
                    .take(0);
            // One thread in order: when this batch is ready, all work started before it is done.
            decoders.only(new EvaluationBatches(List.of(new LabelledImage(() -> BLACK, 0)), 1, new CentreCrop(8, 1), 1))
                    .take(0);
            assertThat(decoded).hasSize(50);
        }
    }

    private static List<LabelledImage> watched(Map<Integer, CountDownLatch> decoded) {
        List<LabelledImage> images = new ArrayList<>();
        for (int k = 0; k < IMAGES; k++) {
            CountDownLatch latch = decoded.getOrDefault(k, new CountDownLatch(1));
            images.add(new LabelledImage(
                    () -> {
                        latch.countDown();
                        return BLACK;
                    },
                    0));
        }
        return images;
    }

    @Test
    void aDamagedImageIsReportedToTheTrainingThread() throws Exception {
        LabelledImage broken = new LabelledImage(
                () -> {
                    throw new DatasetException(DatasetException.Kind.DAMAGED, "train/cat/7.jpg: is truncated");
                },
                0);
        try (Decoders decoders = new Decoders(2)) {
            BatchQueue queue = decoders.queue(plan(Collections.nCopies(IMAGES, broken), 5, 3));
            assertThatThrownBy(() -> queue.take(0))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("train/cat/7.jpg: is truncated");
        }
    }

    @Test
    void nothingIsLeftRunningWhenItIsClosed() throws Exception {
        Decoders decoders = new Decoders(3);
        decoders.queue(plan(images(), 5, 3)).take(0);
        Set<Thread> running = threads();
        assertThat(running).isNotEmpty();
        decoders.close();
        // An executor terminates slightly before its threads.
        for (Thread thread : running) {
            thread.join(10_000);
        }
        assertThat(running).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> threads() {
        Set<Thread> running = ConcurrentHashMap.newKeySet();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("decoder-"))
                .forEach(running::add);
        return running;
    }

    /** 700 images, three times each, 512 of them in an epoch: 170 complete triples and two more of the 171st. */
    @Test
    void anEpochRepeatsEachImageThreeTimesInARow() {
        RepeatedOrder order = new RepeatedOrder(700, 128, 3, 1);
        assertThat(order.stepsPerEpoch()).isEqualTo(4);
        List<Integer> shown = new ArrayList<>();
        for (long step = 4; step < 8; step++) {
            Arrays.stream(order.batch(step)).forEach(shown::add);
        }
        for (int k = 0; k < 510; k++) {
            assertThat(shown.get(k)).isEqualTo(shown.get(k / 3 * 3));
        }
        assertThat(new TreeSet<>(shown)).hasSize(171);
        assertThat(order.repeat(4, 0)).isZero();
        assertThat(order.repeat(4, 127)).isEqualTo(1);
        assertThat(order.repeat(5, 0)).isEqualTo(2);
    }

    @Test
    void anEpochWithoutRepeatsUsesEveryImageOnceButDropsAnIncompleteBatch() {
        RepeatedOrder order = new RepeatedOrder(40, 6, 1, 1);
        Set<Integer> shown = new TreeSet<>();
        for (long step = 0; step < order.stepsPerEpoch(); step++) {
            Arrays.stream(order.batch(step)).forEach(shown::add);
        }
        assertThat(shown).hasSize(36);
        assertThat(order.batch(0)).isNotEqualTo(order.batch(6));
    }

    @Test
    void aBatchLargerThanTheDatasetIsRefused() {
        assertThatThrownBy(() -> new RepeatedOrder(300, 257, 3, 1))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("257 images in a step, but an epoch has only 256");
    }
}
