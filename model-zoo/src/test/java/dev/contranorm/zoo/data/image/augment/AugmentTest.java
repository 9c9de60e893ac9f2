package dev.contranorm.zoo.data.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;
import dev.contranorm.zoo.data.image.pixel.Enhancement;
import dev.contranorm.zoo.data.image.pixel.Resize;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentTest {
    private static final Colour FILL = new Colour(1, 2, 3);

    private static Bitmap noise(int width, int height) {
        byte[] values = new byte[3 * width * height];
        new SplittableRandom(5).nextBytes(values);
        return new Bitmap(width, height, values);
    }

    @Test
    void aKeyDecidesAllThatIsDrawn() {
        Set<Double> seen = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            for (long epoch = 0; epoch < 3; epoch++) {
                for (long image = 0; image < 100; image++) {
                    double drawn = KeyedRandom.of(seed, epoch, image).between(0, 1);
                    assertThat(KeyedRandom.of(seed, epoch, image).between(0, 1)).isEqualTo(drawn);
                    seen.add(drawn);
                }
            }
        }
        assertThat(seen).hasSize(900);
        assertThat(seen.stream().mapToDouble(each -> each).average().orElseThrow())
                .isCloseTo(0.5, within(0.05));
    }

    /** Beta(α, α) has mean ½ and variance 1 / (4·(2α + 1)). */
    @Test
    void betaHasItsMeanAndVariance() {
        for (double alpha : new double[] {0.2, 0.8, 1, 4}) {
            KeyedRandom chance = KeyedRandom.of(3);
            double[] drawn = DoubleStream.generate(() -> chance.beta(alpha))
                    .limit(20_000)
                    .toArray();
            double mean = DoubleStream.of(drawn).average().orElseThrow();
            double variance = DoubleStream.of(drawn)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(DoubleStream.of(drawn)).allMatch(x -> x >= 0 && x <= 1);
            assertThat(mean).as("α %s", alpha).isCloseTo(0.5, within(0.01));
            assertThat(variance).as("α %s", alpha).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
        }
    }

    @Test
    void aRandomResizedCropKeepsItsAreaAndShape() {
        RandomResizedCrop crop = new RandomResizedCrop(8, 0.08, 1);
        double smallest = 1;
        double largest = 0;
        for (int k = 0; k < 2000; k++) {
            RandomResizedCrop.Box box = crop.box(60, 45, KeyedRandom.of(k));
            double area = (double) box.width() * box.height() / (60 * 45);
            smallest = Math.min(smallest, area);
            largest = Math.max(largest, area);
            assertThat(area).isBetween(0.07, 1.0);
            assertThat((double) box.width() / box.height()).isBetween(0.7, 1.43);
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(60);
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(45);
        }
        assertThat(smallest).isLessThan(0.1);
        assertThat(largest).isGreaterThan(0.9);
    }

    /**
     * No crop of such a strip has an allowed aspect ratio and at least half its area: the centre is used, as in torchvision.
     */
    @Test
    void aStripIsCroppedInTheMiddle() {
        RandomResizedCrop crop = new RandomResizedCrop(8, 0.9, 1);
        assertThat(crop.box(100, 10, KeyedRandom.of(1))).isEqualTo(new RandomResizedCrop.Box(43, 0, 13, 10));
        assertThat(crop.box(10, 100, KeyedRandom.of(1))).isEqualTo(new RandomResizedCrop.Box(0, 43, 10, 13));
    }

    @Test
    void aPaddedCropShiftsByUpToItsBorder() {
        Bitmap image = noise(6, 6);
        PaddedCrop crop = new PaddedCrop(6, 2);
        Set<String> places = new HashSet<>();
        for (int k = 0; k < 500; k++) {
            byte[] seen = crop.apply(image, KeyedRandom.of(k)).values();
            for (int x = 0; x <= 4; x++) {
                for (int y = 0; y <= 4; y++) {
                    if (java.util.Arrays.equals(
                            seen, image.padded(2).cropped(x, y, 6, 6).values())) {
                        places.add(x + "," + y);
                    }
                }
            }
        }
        assertThat(places).hasSize(25);
    }

    /** 50 × 30: the shorter side becomes int(7 / 0.875) = 8, the longer int(8·50/30) = 13; rint(3) = 3, rint(0.5) = 0. */
    @Test
    void evaluationUsesTheCentreCrop() {
        Bitmap image = noise(50, 30);
        assertThat(new CentreCrop(7, 0.875).apply(image, KeyedRandom.of()).values())
                .isEqualTo(Resize.bicubic(image, 13, 8).cropped(3, 0, 7, 7).values());
    }

    @Test
    void aFlipHappensAsOftenAsItShould() {
        Bitmap image = noise(3, 2);
        long flipped = IntStream.range(0, 2000)
                .filter(k -> new RandomFlip(0.25).apply(image, KeyedRandom.of(k)) != image)
                .count();
        assertThat(flipped / 2000.0).isCloseTo(0.25, within(0.03));
    }

    /** The levels of {@code rand-m9-mstd0-inc1}: timm's functions at magnitude 9. */
    @Test
    void magnitudesAreTimms() {
        assertThat(RandomOperation.bits(0.9, true)).isEqualTo(1);
        assertThat(RandomOperation.bits(1, true)).isZero();
        assertThat(RandomOperation.bits(0.9, false)).isEqualTo(3);
        assertThat(RandomOperation.threshold(0.9, true)).isEqualTo(26);
        assertThat(RandomOperation.threshold(0.9, false)).isEqualTo(230);
        assertThat(RandomOperation.factor(0.9, false, KeyedRandom.of(1))).isCloseTo(1.72, within(1e-12));
        Set<Double> factors = new HashSet<>();
        for (int k = 0; k < 50; k++) {
            factors.add(RandomOperation.factor(0.9, true, KeyedRandom.of(k)));
        }
        assertThat(factors).hasSize(2).allMatch(factor -> Math.abs(Math.abs(factor - 1) - 0.81) < 1e-12);
        assertThat(RandomOperation.factor(1, true, KeyedRandom.of(1))).isBetween(0.1, 1.9);
    }

    @Test
    void everyOperationKeepsTheSizeAndChangesSomeImage() {
        Bitmap image = Enhancement.CONTRAST.apply(noise(24, 20), 0.5);
        for (RandomOperation operation : RandomOperation.values()) {
            Bitmap changed = operation.apply(image, 9, true, FILL, KeyedRandom.of(2));
            assertThat(changed.width()).isEqualTo(24);
            assertThat(changed.height()).isEqualTo(20);
            assertThat(changed.values()).as(operation.name()).isNotEqualTo(image.values());
        }
    }

    /** Two draws, each applied half of the time: a quarter of the images are unchanged. */
    @Test
    void aQuarterOfTheImagesIsUnchanged() {
        Bitmap image = Enhancement.CONTRAST.apply(noise(8, 8), 0.5);
        RandAugment augment = new RandAugment(2, 9, 0.5, true, FILL);
        long same = IntStream.range(0, 2000)
                .filter(k -> augment.apply(image, KeyedRandom.of(k)) == image)
                .count();
        assertThat(same / 2000.0).isCloseTo(0.25, within(0.03));
        assertThat(augment.apply(image, KeyedRandom.of(8)).values())
                .isEqualTo(augment.apply(image, KeyedRandom.of(8)).values());
    }

    @Test
    void zeroJitterChangesNothing() {
        Bitmap image = noise(5, 4);
        assertThat(new ColourJitter(0).apply(image, KeyedRandom.of(1)).values()).isEqualTo(image.values());
        assertThat(new ColourJitter(0.4).apply(image, KeyedRandom.of(1)).values())
                .isNotEqualTo(image.values());
    }

    @Test
    void valuesAreNormalisedByImageNetsMeanAndDeviation() {
        float[] out = new float[4];
        Normalisation.write(new Bitmap(1, 1, new byte[] {(byte) 255, 0, 102}), out, 1);
        assertThat(out[0]).isZero();
        assertThat(out[1]).isCloseTo((1 - 0.485f) / 0.229f, within(1e-6f));
        assertThat(out[2]).isCloseTo(-0.456f / 0.224f, within(1e-6f));
        assertThat(out[3]).isCloseTo((0.4f - 0.406f) / 0.225f, within(1e-6f));
        assertThat(Normalisation.mean()).isEqualTo(new Colour(124, 116, 104));
    }

    @Test
    void erasingOverwritesOneRectangleOfTheRightSize() {
        int side = 32;
        int touched = 0;
        for (int k = 0; k < 1000; k++) {
            float[] values = new float[2 * 3 * side * side];
            java.util.Arrays.fill(values, 7);
            new RandomErasing(0.25, RandomErasing.Mode.CONST, 1)
                    .apply(values, 3 * side * side, side, KeyedRandom.of(k));
            long erased = IntStream.range(0, values.length)
                    .filter(i -> values[i] == 0)
                    .count();
            assertThat(IntStream.range(0, 3 * side * side))
                    .as("the original image")
                    .allMatch(i -> values[i] == 7);
            if (erased > 0) {
                touched++;
                assertThat(erased / 3.0 / (side * side)).isBetween(0.01, 0.36);
            }
        }
        assertThat(touched / 1000.0).isCloseTo(0.25, within(0.04));
    }

    @Test
    void erasedPixelsAreStandardNormal() {
        float[] values = new float[3 * 64 * 64];
        java.util.Arrays.fill(values, 99);
        new RandomErasing(1, RandomErasing.Mode.PIXEL, 1).apply(values, 0, 64, KeyedRandom.of(4));
        double[] drawn = IntStream.range(0, values.length)
                .mapToDouble(k -> values[k])
                .filter(value -> value != 99)
                .toArray();
        double mean = DoubleStream.of(drawn).average().orElseThrow();
        assertThat(drawn).hasSizeGreaterThan(200);
        assertThat(mean).isCloseTo(0, within(0.2));
        assertThat(DoubleStream.of(drawn).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(0.25));
    }

    @Test
    void theOperationsAreDrawnEquallyOften() {
        Map<RandomOperation, Integer> counts = new EnumMap<>(RandomOperation.class);
        KeyedRandom chance = KeyedRandom.of(9);
        for (int k = 0; k < 15_000; k++) {
            counts.merge(RandomOperation.values()[chance.below(15)], 1, Integer::sum);
        }
        assertThat(counts).hasSize(15).allSatisfy((operation, count) -> assertThat(count)
                .isBetween(850, 1150));
    }
}
