package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Affine;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;
import dev.contranorm.zoo.data.image.pixel.Enhancement;
import dev.contranorm.zoo.data.image.pixel.Levels;

/** The fifteen operations that {@link RandAugment} chooses from, in timm's order, with timm's scales of magnitude. */
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

    /** The magnitude at which the strengths below are reached. */
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
     * @param increasing whether more magnitude always means more change, {@code inc1} of timm
     * @param fill for what comes from outside the picture
     */
    Bitmap apply(Bitmap picture, double magnitude, boolean increasing, Colour fill, KeyedRandom chance) {
        double level = magnitude / FULL;
        return switch (this) {
            case AUTO_CONTRAST -> Levels.autoContrast(picture);
            case EQUALIZE -> Levels.equalize(picture);
            case INVERT -> Levels.invert(picture);
            case POSTERIZE -> Levels.posterize(picture, bits(level, increasing));
            case SOLARIZE -> Levels.solarize(picture, threshold(level, increasing));
            case SOLARIZE_ADD -> Levels.solarizeAdd(picture, (int) (level * ADDED));
            case COLOUR -> Enhancement.COLOUR.apply(picture, factor(level, increasing, chance));
            case CONTRAST -> Enhancement.CONTRAST.apply(picture, factor(level, increasing, chance));
            case BRIGHTNESS -> Enhancement.BRIGHTNESS.apply(picture, factor(level, increasing, chance));
            case SHARPNESS -> Enhancement.SHARPNESS.apply(picture, factor(level, increasing, chance));
            case ROTATE ->
                Affine.rotate(signed(level * DEGREES, chance), picture.width(), picture.height())
                        .apply(picture, fill);
            case SHEAR_X -> Affine.shearX(signed(level * SHEAR, chance)).apply(picture, fill);
            case SHEAR_Y -> Affine.shearY(signed(level * SHEAR, chance)).apply(picture, fill);
            case TRANSLATE_X ->
                Affine.translateX(signed(level * TRANSLATION, chance) * picture.width())
                        .apply(picture, fill);
            case TRANSLATE_Y ->
                Affine.translateY(signed(level * TRANSLATION, chance) * picture.height())
                        .apply(picture, fill);
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

    /** Increasing: away from 1, to either side; else from weakest to strongest. */
    static double factor(double level, boolean increasing, KeyedRandom chance) {
        return increasing
                ? Math.max(WEAKEST, 1 + signed(level * ENHANCEMENT, chance))
                : level * 2 * ENHANCEMENT + WEAKEST;
    }

    private static double signed(double value, KeyedRandom chance) {
        return chance.happens(0.5) ? -value : value;
    }
}
