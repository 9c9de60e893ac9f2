package dev.contranorm.zoo.data.image.pixel;

/** A colour; each component is 0 to 255. */
public record Colour(int red, int green, int blue) {
    public static final Colour BLACK = new Colour(0, 0, 0);

    int channel(int index) {
        return switch (index) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }
}
