package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Affine;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;
import dev.contranorm.zoo.data.image.pixel.Enhancement;
import dev.contranorm.zoo.data.image.pixel.Levels;

/** The fifteen operations of {@link RandAugment}, in timm's order and with timm's magnitude scales. */
enum RandomOperation {
    AUTO_CONTRAST,
    EQUALIZE,
    INVERT,
    ROTATE,
    POSTERIZE,
    SOLARIZE,
    SOLARIZE_ADD,
    COLOUR,
    CONTRAST,
    BRIGHTNESS,
    SHARPNESS,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y;

    /** The magnitude that corresponds to the strengths below. */
    static final double FULL = 10;

    private static final double DEGREES = 30;
    private static final double SHEAR = 0.3;
    private static final double TRANSLATION = 0.45;
    private static final int BITS = 4;
    private static final int LEVELS = 256;
    private static final int ADDED = 110;
    private static final double ENHANCEMENT = 0.9;
    private static final double WEAKEST = 0.1;

    /**
     * @param magnitude 0 to 10
     * @param increasing whether a higher magnitude always means more change, timm's {@code inc1}
     * @param fill colour of pixels from outside the image
     */
    Bitmap apply(Bitmap image, double magnitude, boolean increasing, Colour fill, KeyedRandom chance) {
        double level = magnitude / FULL;
        return switch (this) {
            case AUTO_CONTRAST -> Levels.autoContrast(image);
            case EQUALIZE -> Levels.equalize(image);
            case INVERT -> Levels.invert(image);
            case POSTERIZE -> Levels.posterize(image, bits(level, increasing));
            case SOLARIZE -> Levels.solarize(image, threshold(level, increasing));
            case SOLARIZE_ADD -> Levels.solarizeAdd(image, (int) (level * ADDED));
            case COLOUR -> Enhancement.COLOUR.apply(image, factor(level, increasing, chance));
            case CONTRAST -> Enhancement.CONTRAST.apply(image, factor(level, increasing, chance));
            case BRIGHTNESS -> Enhancement.BRIGHTNESS.apply(image, factor(level, increasing, chance));
            case SHARPNESS -> Enhancement.SHARPNESS.apply(image, factor(level, increasing, chance));
            case ROTATE ->
                Affine.rotate(signed(level * DEGREES, chance), image.width(), image.height())
                        .apply(image, fill);
            case SHEAR_X -> Affine.shearX(signed(level * SHEAR, chance)).apply(image, fill);
            case SHEAR_Y -> Affine.shearY(signed(level * SHEAR, chance)).apply(image, fill);
            case TRANSLATE_X ->
                Affine.translateX(signed(level * TRANSLATION, chance) * image.width())
                        .apply(image, fill);
            case TRANSLATE_Y ->
                Affine.translateY(signed(level * TRANSLATION, chance) * image.height())
                        .apply(image, fill);
        };
    }

    static int bits(double level, boolean increasing) {
        int bits = (int) (level * BITS);
        return increasing ? BITS - bits : bits;
    }

    static int threshold(double level, boolean increasing) {
        int threshold = (int) (level * LEVELS);
        return increasing ? LEVELS - threshold : threshold;
    }

    /** If increasing: away from 1 in either direction; otherwise from weakest to strongest. */
    static double factor(double level, boolean increasing, KeyedRandom chance) {
        return increasing
                ? Math.max(WEAKEST, 1 + signed(level * ENHANCEMENT, chance))
                : level * 2 * ENHANCEMENT + WEAKEST;
    }

    private static double signed(double value, KeyedRandom chance) {
        return chance.happens(0.5) ? -value : value;
    }
}
