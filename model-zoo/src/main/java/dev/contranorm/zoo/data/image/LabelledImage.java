package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.util.Objects;

/** A labelled image that is decoded on demand. */
public record LabelledImage(Source source, int label) {
    /** The source of the pixels. Several threads may decode concurrently. */
    @FunctionalInterface
    public interface Source {
        /**
         * @return an image of any size
         * @throws DatasetException if the image is damaged; the message names its file
         */
        Bitmap decode() throws DatasetException;
    }

    public LabelledImage {
        Objects.requireNonNull(source, "source");
    }
}
