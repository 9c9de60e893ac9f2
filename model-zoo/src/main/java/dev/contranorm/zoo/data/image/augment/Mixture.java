package dev.contranorm.zoo.data.image.augment;

import java.util.Optional;

/**
 * How an image is mixed with its partner.
 *
 * @param own weight λ of the image itself
 * @param cut the rectangle taken from the partner; empty if all pixels are weighted sums
 */
record Mixture(double own, Optional<Rectangle> cut) {
    static final Mixture NONE = new Mixture(1, Optional.empty());

    static Mixture cut(Rectangle rectangle, int side) {
        return new Mixture(rectangle.outside(side), Optional.of(rectangle));
    }

    /**
     * Mixes one image.
     *
     * @param pixels pixels of the batch, changed in place
     * @param start start of the image
     * @param partner pixels that contain the partner: those of the batch or a copy
     * @param from start of the partner
     * @param length number of values of an image
     */
    void apply(float[] pixels, int start, float[] partner, int from, int length, int side) {
        if (cut.isPresent()) {
            Rectangle place = cut.get();
            for (int row = 0; row < length; row += side) {
                int y = row / side % side;
                if (y >= place.top() && y < place.bottom()) {
                    int x = row + place.left();
                    System.arraycopy(partner, from + x, pixels, start + x, place.right() - place.left());
                }
            }
        } else if (own < 1) {
            float share = (float) own;
            float other = (float) (1 - own);
            for (int k = 0; k < length; k++) {
                pixels[start + k] = pixels[start + k] * share + partner[from + k] * other;
            }
        }
    }
}
