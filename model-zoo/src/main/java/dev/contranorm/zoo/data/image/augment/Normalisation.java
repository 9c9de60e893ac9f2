package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;

/** Normalises values from 0 to 1: subtracts ImageNet's mean and divides by ImageNet's standard deviation. */
public final class Normalisation {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float TOP = 255;

    private Normalisation() {}

    /** The mean of ImageNet, rounded. */
    public static Colour mean() {
        return new Colour(Math.round(TOP * MEAN[0]), Math.round(TOP * MEAN[1]), Math.round(TOP * MEAN[2]));
    }

    /**
     * @param out receives 3 × height × width values
     * @param offset index of the first value
     */
    public static void write(Bitmap image, float[] out, int offset) {
        int pixels = image.width() * image.height();
        for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
            for (int k = 0; k < pixels; k++) {
                float value = (image.values()[Bitmap.CHANNELS * k + channel] & 0xff) / TOP;
                out[offset + channel * pixels + k] = (value - MEAN[channel]) / DEVIATION[channel];
            }
        }
    }
}
