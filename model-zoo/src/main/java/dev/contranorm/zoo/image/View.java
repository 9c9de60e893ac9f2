package dev.contranorm.zoo.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * The part of a picture that a network sees, in pixels of the picture.
 *
 * @param flipped left and right exchanged
 */
record View(double x, double y, double width, double height, boolean flipped) {
    private static final int TRIES = 10;
    private static final double SMALLEST_AREA = 0.08;
    private static final double LEAST_RATIO = 3.0 / 4;

    /** The middle square of this share of the shorter side. */
    static View centre(BufferedImage picture, double share) {
        double side = share * Math.min(picture.getWidth(), picture.getHeight());
        return new View((picture.getWidth() - side) / 2, (picture.getHeight() - side) / 2, side, side, false);
    }

    /** {@code RandomResizedCrop} and a flip: 8 to 100 % of the area, sides 3:4 to 4:3. */
    static View random(BufferedImage picture, SplittableRandom random) {
        boolean flipped = random.nextBoolean();
        double area = (double) picture.getWidth() * picture.getHeight();
        for (int k = 0; k < TRIES; k++) {
            double wanted = area * (SMALLEST_AREA + (1 - SMALLEST_AREA) * random.nextDouble());
            double ratio = Math.exp(Math.log(LEAST_RATIO) * (1 - 2 * random.nextDouble()));
            double width = Math.rint(Math.sqrt(wanted * ratio));
            double height = Math.rint(Math.sqrt(wanted / ratio));
            if (width >= 1 && height >= 1 && width <= picture.getWidth() && height <= picture.getHeight()) {
                double x = Math.floor(random.nextDouble() * (picture.getWidth() - width + 1));
                double y = Math.floor(random.nextDouble() * (picture.getHeight() - height + 1));
                return new View(x, y, width, height, flipped);
            }
        }
        View middle = centre(picture, 1);
        return new View(middle.x, middle.y, middle.width, middle.height, flipped);
    }

    /** The view as a square of this side, by bicubic interpolation. */
    BufferedImage of(BufferedImage picture, int side) {
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = square.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        if (flipped) {
            drawing.translate(side, 0);
            drawing.scale(-1, 1);
        }
        drawing.scale(side / width, side / height);
        drawing.translate(-x, -y);
        drawing.drawImage(picture, 0, 0, null);
        drawing.dispose();
        return square;
    }
}
