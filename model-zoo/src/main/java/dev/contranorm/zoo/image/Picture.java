package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.DatasetException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Objects;

/** A labelled picture that is decoded when it is asked for. */
public record Picture(Source source, int label) {
    /** Where the pixels come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * @return red, green and blue, of any size
         * @throws DatasetException when the file is damaged
         */
        BufferedImage decode() throws DatasetException;
    }

    public Picture {
        Objects.requireNonNull(source, "source");
    }

    static Picture of(Path file, int label) {
        return new Picture(() -> PictureFile.decode(file), label);
    }
}
