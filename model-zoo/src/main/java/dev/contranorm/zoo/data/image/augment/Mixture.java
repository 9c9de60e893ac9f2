package dev.contranorm.zoo.data.image.augment;

import java.util.Optional;

/**
 * How a picture is mixed with its partner.
 *
 * @param own share λ of the picture itself
 * @param cut what is the partner's alone; empty where all pixels are sums
 */
record Mixture(double own, Optional<Rectangle> cut) {
    static final Mixture NONE = new Mixture(1, Optional.empty());

    static Mixture cut(Rectangle rectangle, int side) {
        return new Mixture(rectangle.outside(side), Optional.of(rectangle));
    }

    /**
     * Mixes one picture.
     *
     * @param pixels of the batch, changed in place
     * @param start of the picture
     * @param partner of the batch, or another's pixels
     * @param from start of the partner
     * @param length of a picture
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
