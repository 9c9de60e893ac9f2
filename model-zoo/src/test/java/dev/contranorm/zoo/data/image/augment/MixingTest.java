package dev.contranorm.zoo.data.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixingTest {
    private static final int SIDE = 8;
    private static final int IMAGE = 3 * SIDE * SIDE;
    private final int[] labels = {0, 1, 2, 0};

    /** Four images with one value each: 1, 2, 3, 4. */
    private static float[] batch() {
        float[] pixels = new float[4 * IMAGE];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = 1 + k / IMAGE;
        }
        return pixels;
    }

    private static Mixing mixing(double mixup, double cutmix, double probability, double switching, double smoothing) {
        return new Mixing(Mixing.Mode.BATCH, mixup, cutmix, Optional.empty(), probability, switching, smoothing);
    }

    private static Mixing mode(Mixing.Mode mode, double mixup, double cutmix) {
        return new Mixing(mode, mixup, cutmix, Optional.empty(), 1, 0.5, 0);
    }

    @Test
    void targetsAreSmoothedLabelsWithoutMixing() {
        float[] pixels = batch();
        float[] targets = mixing(0, 0, 1, 0.5, 0.3).apply(pixels, SIDE, labels, 3, KeyedRandom.of(1));
        assertThat(pixels).isEqualTo(batch());
        assertThat(Arrays.copyOf(targets, 3)).containsExactly(new float[] {0.8f, 0.1f, 0.1f}, within(1e-6f));
    }

    @Test
    void mixupAddsTheReversedBatchWithTheSameShare() {
        for (int k = 0; k < 20; k++) {
            float[] pixels = batch();
            float[] targets = mixing(0.8, 0, 1, 0.5, 0).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            // The first image is mixed with the last: 1·λ + 4·(1 − λ); both have label 0.
            float share = (4 - pixels[0]) / 3;
            assertThat(pixels[IMAGE]).isCloseTo(2 * share + 3 * (1 - share), within(1e-5f));
            assertThat(pixels[3 * IMAGE + 5]).isCloseTo(4 * share + 1 - share, within(1e-5f));
            assertThat(Arrays.copyOf(targets, 6))
                    .containsExactly(new float[] {1, 0, 0, 0, share, 1 - share}, within(1e-5f));
        }
    }

    @Test
    void cutmixExchangesOneRectangleAndCountsItsPixels() {
        boolean cut = false;
        for (int k = 0; k < 30; k++) {
            float[] pixels = batch();
            float[] targets = mixing(0, 1, 1, 0.5, 0).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            long foreign = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> pixels[IMAGE + i] == 3)
                    .count();
            long own = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> pixels[IMAGE + i] == 2)
                    .count();
            assertThat(foreign + own).isEqualTo(SIDE * SIDE);
            assertThat(targets[3 + 1]).isCloseTo(own / (float) (SIDE * SIDE), within(1e-5f));
            assertThat(targets[3 + 2]).isCloseTo(foreign / (float) (SIDE * SIDE), within(1e-5f));
            // The partner received the rectangle of this image.
            for (int i = 0; i < IMAGE; i++) {
                assertThat(pixels[IMAGE + i] + pixels[2 * IMAGE + i]).isEqualTo(5);
            }
            cut |= foreign > 0;
        }
        assertThat(cut).isTrue();
    }

    @Test
    void mixupAndCutmixAlternate() {
        int cuts = 0;
        int mixes = 0;
        for (int k = 0; k < 400; k++) {
            float[] pixels = batch();
            mixing(0.8, 1, 0.5, 0.5, 0).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            boolean whole = IntStream.range(0, pixels.length).allMatch(i -> pixels[i] == Math.rint(pixels[i]));
            boolean same = Arrays.equals(pixels, batch());
            cuts += whole && !same ? 1 : 0;
            mixes += !whole ? 1 : 0;
        }
        assertThat(mixes / 400.0).isCloseTo(0.25, within(0.07));
        // A rectangle may be empty.
        assertThat(cuts / 400.0).isBetween(0.12, 0.32);
    }

    /** The weight of an image's own value, if all its pixels are sums of 1 + k and 4 − k. */
    private static double share(float[] pixels, int k) {
        return (pixels[k * IMAGE] - (4 - k)) / ((1 + k) - (4 - k));
    }

    @Test
    void aPairSharesWhatIsDrawnAndAnotherPairDrawsItsOwn() {
        Set<Double> different = new HashSet<>();
        for (int k = 0; k < 20; k++) {
            float[] pixels = batch();
            float[] targets = mode(Mixing.Mode.PAIR, 0.8, 0).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            assertThat(share(pixels, 0)).isCloseTo(share(pixels, 3), within(1e-5));
            assertThat(share(pixels, 1)).isCloseTo(share(pixels, 2), within(1e-5));
            assertThat(targets[3 + 1]).isCloseTo((float) share(pixels, 1), within(1e-5f));
            assertThat(targets[6 + 2]).isCloseTo((float) share(pixels, 2), within(1e-5f));
            different.add(share(pixels, 0) - share(pixels, 1));
        }
        assertThat(different).hasSizeGreaterThan(18);
    }

    @Test
    void eachElemDrawsItsOwnAndTakesFromTheUnmixedPartner() {
        int unlike = 0;
        for (int k = 0; k < 20; k++) {
            float[] pixels = batch();
            float[] targets = mode(Mixing.Mode.ELEM, 0.8, 0).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            for (int row = 1; row < 3; row++) {
                double share = share(pixels, row);
                assertThat(share).isBetween(-1e-5, 1 + 1e-5);
                assertThat(targets[row * 3 + labels[row]]).isCloseTo((float) share, within(1e-5f));
                assertThat(targets[row * 3 + labels[3 - row]]).isCloseTo((float) (1 - share), within(1e-5f));
            }
            unlike += Math.abs(share(pixels, 1) - share(pixels, 2)) > 1e-3 ? 1 : 0;
        }
        assertThat(unlike).isGreaterThan(15);
    }

    @Test
    void someElemsAreCutAndOthersMixed() {
        int cuts = 0;
        int mixes = 0;
        for (int k = 0; k < 200; k++) {
            float[] pixels = batch();
            mode(Mixing.Mode.ELEM, 0.8, 1).apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            boolean[] sums = new boolean[4];
            for (int row = 0; row < 4; row++) {
                float[] image = Arrays.copyOfRange(pixels, row * IMAGE, (row + 1) * IMAGE);
                sums[row] = IntStream.range(0, IMAGE).anyMatch(i -> image[i] != Math.rint(image[i]));
            }
            cuts += sums[1] || !sums[2] ? 0 : 1;
            mixes += !sums[1] || sums[2] ? 0 : 1;
        }
        assertThat(cuts / 200.0).isCloseTo(0.25, within(0.12));
        assertThat(mixes / 200.0).isCloseTo(0.25, within(0.12));
    }

    @ParameterizedTest
    @EnumSource(Mixing.Mode.class)
    void whatIsDrawnDependsOnTheKeyAlone(Mixing.Mode mode) {
        float[] once = batch();
        float[] again = batch();
        float[] other = batch();
        Mixing mixing = mode(mode, 0.8, 1);
        float[] targets = mixing.apply(once, SIDE, labels, 3, KeyedRandom.of(7, 1));
        assertThat(mixing.apply(again, SIDE, labels, 3, KeyedRandom.of(7, 1))).isEqualTo(targets);
        assertThat(again).isEqualTo(once);
        assertThat(mixing.apply(other, SIDE, labels, 3, KeyedRandom.of(7, 2))).isNotEqualTo(targets);
    }

    @ParameterizedTest
    @EnumSource(Mixing.Mode.class)
    void theMiddleImageOfAnOddBatchIsUnchanged(Mixing.Mode mode) {
        float[] pixels = Arrays.copyOf(batch(), 3 * IMAGE);
        float[] targets = mode(mode, 0.8, 0).apply(pixels, SIDE, new int[] {0, 1, 2}, 3, KeyedRandom.of(3));
        assertThat(Arrays.copyOfRange(pixels, IMAGE, 2 * IMAGE)).containsOnly(2);
        assertThat(Arrays.copyOfRange(targets, 3, 6)).containsExactly(new float[] {0, 1, 0}, within(1e-6f));
        assertThat(pixels[0]).isNotEqualTo(1);
    }

    @Test
    void aRectangleHasSidesBetweenItsBoundsAndLiesInside() {
        Mixing sized = new Mixing(Mixing.Mode.ELEM, 0, 0, Optional.of(new Mixing.Sizes(0.3, 0.8)), 1, 0.5, 0);
        Set<Integer> heights = new HashSet<>();
        Set<Integer> widths = new HashSet<>();
        for (int k = 0; k < 300; k++) {
            float[] pixels = batch();
            float[] targets = sized.apply(pixels, SIDE, labels, 3, KeyedRandom.of(k));
            int[] cut = IntStream.range(0, SIDE * SIDE)
                    .filter(i -> pixels[IMAGE + i] == 3)
                    .toArray();
            int height = (int) IntStream.of(cut).map(i -> i / SIDE).distinct().count();
            int width = (int) IntStream.of(cut).map(i -> i % SIDE).distinct().count();
            assertThat(cut).as("one rectangle").hasSize(height * width);
            assertThat(targets[3 + 2]).isCloseTo(cut.length / (float) (SIDE * SIDE), within(1e-6f));
            heights.add(height);
            widths.add(width);
        }
        // From ⌊8 · 0.3⌋ to below ⌊8 · 0.8⌋.
        assertThat(heights).containsExactlyInAnyOrder(2, 3, 4, 5);
        assertThat(widths).containsExactlyInAnyOrder(2, 3, 4, 5);
    }

    private static TrialSpec spec(Object... changes) {
        Map<String, Object> values = new HashMap<>(
                Map.of("dataset", "cifar10", "backbone", "deit-tiny", "norm", "none", "image", 32L, "patch", 4L));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    @Test
    void aTrialNamesModeAndSizes() {
        assertThat(Mixing.of(spec())).isEqualTo(new Mixing(Mixing.Mode.BATCH, 0.8, 1, Optional.empty(), 1, 0.5, 0.1));
        assertThat(Mixing.of(spec("mixup.mode", "pair", "cutmix.smallest", 0.2, "cutmix.largest", 0.8)))
                .isEqualTo(new Mixing(Mixing.Mode.PAIR, 0.8, 1, Optional.of(new Mixing.Sizes(0.2, 0.8)), 1, 0.5, 0.1));
    }

    @Test
    void wrongModesAndBoundsAreRefused() {
        assertThatThrownBy(() -> spec("mixup.mode", "pairs"))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("mixup.mode: 'pairs' is unknown (did you mean 'pair'?)");
        for (double[] bounds : new double[][] {{0.8, 0.2}, {0.2, 0}, {0.5, 0.51}}) {
            assertThatThrownBy(() -> spec("cutmix.smallest", bounds[0], "cutmix.largest", bounds[1]))
                    .isInstanceOf(InvalidTrialException.class)
                    .hasMessageContaining("cutmix.largest: no rectangle side is between " + bounds[0])
                    .hasMessageContaining("of 32 pixels")
                    .hasMessageContaining("for example to 0.2 and 0.8");
        }
    }
}
