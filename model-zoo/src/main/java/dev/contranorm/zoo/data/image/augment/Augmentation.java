package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The augmentation of one training image: timm's {@code transforms_imagenet_train} with DeiT's settings. */
public final class Augmentation {
    private static final int BORDER = 4;

    private enum Crop {
        RANDOM_RESIZED,
        PADDED,
        CENTRE;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int side;
    private final List<Transform> transforms;
    private final RandomErasing erasing;

    private Augmentation(int side, List<Transform> transforms, RandomErasing erasing) {
        this.side = side;
        this.transforms = List.copyOf(transforms);
        this.erasing = erasing;
    }

    /** The parameters that a trial may set. */
    public static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.text(
                        "augment.crop",
                        Crop.RANDOM_RESIZED.label(),
                        Arrays.stream(Crop.values()).map(Crop::label).toList(),
                        "random-resized; padded (by 4 pixels, DeiT's choice for CIFAR); or centre (not random)."),
                ParameterSpec.number(
                        "augment.leastArea", 0.08, 0.001, 1, "Smallest fraction of the area in a random crop."),
                ParameterSpec.number("augment.flip", 0.5, 0, 1, "Probability of a horizontal flip."),
                ParameterSpec.integer(
                        "randAugment.operations", 2, 0, 100, "Number of RandAugment operations per image; 0 = none."),
                ParameterSpec.number("randAugment.magnitude", 9, 0, 10, "Mean magnitude of the operations."),
                ParameterSpec.number("randAugment.deviation", 0.5, 0, 100, "Standard deviation of the magnitude."),
                ParameterSpec.flag("randAugment.increasing", true, "A higher magnitude always changes the image more."),
                ParameterSpec.number(
                        "augment.colourJitter",
                        0.4,
                        0,
                        1,
                        "Strength of brightness, contrast and saturation jitter when RandAugment is off."),
                ParameterSpec.number("erasing.probability", 0.25, 0, 1, "Probability that rectangles are erased."),
                ParameterSpec.text(
                        "erasing.mode",
                        "pixel",
                        List.of("const", "rand", "pixel"),
                        "Fill of erased rectangles: const, the mean; rand, one random colour; pixel, random pixels."),
                ParameterSpec.integer("erasing.count", 1, 1, 100, "Maximum number of rectangles erased per image."));
    }

    /** The augmentation that a trial specifies. */
    public static Augmentation of(TrialSpec spec) {
        int side = (int) spec.integer("image");
        List<Transform> transforms = new ArrayList<>();
        transforms.add(crop(spec, side));
        transforms.add(new RandomFlip(spec.number("augment.flip")));
        int operations = (int) spec.integer("randAugment.operations");
        double jitter = spec.number("augment.colourJitter");
        if (operations > 0) {
            transforms.add(new RandAugment(
                    operations,
                    spec.number("randAugment.magnitude"),
                    spec.number("randAugment.deviation"),
                    spec.flag("randAugment.increasing"),
                    Normalisation.mean()));
        } else if (jitter > 0) {
            transforms.add(new ColourJitter(jitter));
        }
        RandomErasing erasing = new RandomErasing(
                spec.number("erasing.probability"),
                RandomErasing.Mode.valueOf(spec.text("erasing.mode").toUpperCase(Locale.ROOT)),
                (int) spec.integer("erasing.count"));
        return new Augmentation(side, transforms, erasing);
    }

    private static Transform crop(TrialSpec spec, int side) {
        String wanted = spec.text("augment.crop");
        Crop crop = Arrays.stream(Crop.values())
                .filter(each -> each.label().equals(wanted))
                .findFirst()
                .orElseThrow();
        return switch (crop) {
            case RANDOM_RESIZED -> new RandomResizedCrop(side, spec.number("augment.leastArea"), 1);
            case PADDED -> new PaddedCrop(side, BORDER);
            case CENTRE -> new CentreCrop(side, spec.number("cropRatio"));
        };
    }

    /** Without randomness: the centre square at this size. */
    public static Augmentation none(int side) {
        return new Augmentation(
                side, List.of(new CentreCrop(side, 1)), new RandomErasing(0, RandomErasing.Mode.CONST, 1));
    }

    /**
     * Augments an image and writes its normalised values.
     *
     * @param out receives 3 × side × side values
     * @param offset index of the first value
     */
    public void write(Bitmap image, KeyedRandom chance, float[] out, int offset) {
        Bitmap changed = image;
        for (Transform transform : transforms) {
            changed = transform.apply(changed, chance);
        }
        Normalisation.write(changed, out, offset);
        erasing.apply(out, offset, side, chance);
    }
}
