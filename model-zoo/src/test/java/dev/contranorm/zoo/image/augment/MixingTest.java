package dev.contranorm.zoo.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixingTest {
    private static final int SIDE = 8;
    private static final int PICTURE = 3 * SIDE * SIDE;
    private final int[] labels = {0, 1, 2, 0};

    /** Four pictures, each of one value: 1, 2, 3, 4. */
    private static float[] batch() {
        float[] pixels = new float[4 * PICTURE];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = 1 + k / PICTURE;
        }
        return pixels;
    }

    @Test
    void targetsAreSmoothedLabelsWithoutMixing() {
        float[] pixels = batch();
        float[] targets = new Mixing(0, 0, 1, 0.5, 0.3).apply(pixels, SIDE, labels, 3, Chance.of(1));
        assertThat(pixels).isEqualTo(batch());
        assertThat(Arrays.copyOf(targets, 3)).containsExactly(new float[] {0.8f, 0.1f, 0.1f}, within(1e-6f));
    }

    @Test
    void mixupAddsTheReversedBatchWithTheSameShare() {
        for (int k = 0; k < 20; k++) {
            float[] pixels = batch();
            float[] targets = new Mixing(0.8, 0, 1, 0.5, 0).apply(pixels, SIDE, labels, 3, Chance.of(k));
            // The first picture meets the last: 1·λ + 4·(1 − λ); both have label 0.
            float share = (4 - pixels[0]) / 3;
            assertThat(pixels[PICTURE]).isCloseTo(2 * share + 3 * (1 - share), within(1e-5f));
            assertThat(pixels[3 * PICTURE + 5]).isCloseTo(4 * share + 1 - share, within(1e-5f));
            assertThat(Arrays.copyOf(targets, 6))
                    .containsExactly(new float[] {1, 0, 0, 0, share, 1 - share}, within(1e-5f));
        }
    }

    @Test
    void cutmixExchangesOneRectangleAndCountsItsPixels() {
        boolean cut = false;
        for (int k = 0; k < 30; k++) {
            float[] pixels = batch();
            float[] targets = new Mixing(0, 1, 1, 0.5, 0).apply(pixels, SIDE, labels, 3, Chance.of(k));
            long foreign = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> pixels[PICTURE + i] == 3)
                    .count();
            long own = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> pixels[PICTURE + i] == 2)
                    .count();
            assertThat(foreign + own).isEqualTo(SIDE * SIDE);
            assertThat(targets[3 + 1]).isCloseTo(own / (float) (SIDE * SIDE), within(1e-5f));
            assertThat(targets[3 + 2]).isCloseTo(foreign / (float) (SIDE * SIDE), within(1e-5f));
            // The partner got what this one gave.
            for (int i = 0; i < PICTURE; i++) {
                assertThat(pixels[PICTURE + i] + pixels[2 * PICTURE + i]).isEqualTo(5);
            }
            cut |= foreign > 0;
        }
        assertThat(cut).isTrue();
    }

    @Test
    void bothTakeTurns() {
        int cuts = 0;
        int mixes = 0;
        for (int k = 0; k < 400; k++) {
            float[] pixels = batch();
            new Mixing(0.8, 1, 0.5, 0.5, 0).apply(pixels, SIDE, labels, 3, Chance.of(k));
            boolean whole = IntStream.range(0, pixels.length).allMatch(i -> pixels[i] == Math.rint(pixels[i]));
            boolean same = Arrays.equals(pixels, batch());
            cuts += whole && !same ? 1 : 0;
            mixes += !whole ? 1 : 0;
        }
        assertThat(mixes / 400.0).isCloseTo(0.25, within(0.07));
        // A cut may come out empty.
        assertThat(cuts / 400.0).isBetween(0.12, 0.32);
    }
}
