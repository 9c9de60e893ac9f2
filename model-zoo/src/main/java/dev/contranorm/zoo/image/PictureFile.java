package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.DatasetException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture on disk. */
final class PictureFile {
    private PictureFile() {}

    /** Greyscale and palettes become red, green and blue; transparency is laid on black. */
    static BufferedImage decode(Path file) throws DatasetException {
        BufferedImage decoded;
        try {
            decoded = ImageIO.read(file.toFile());
        } catch (IOException unreadable) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED, file + ": cannot be read: " + unreadable.getMessage());
        }
        if (decoded == null) {
            throw new DatasetException(DatasetException.Kind.DAMAGED, file + ": is no picture of a known format");
        }
        BufferedImage colour = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = colour.createGraphics();
        drawing.drawImage(decoded, 0, 0, null);
        drawing.dispose();
        return colour;
    }
}
