package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.util.Objects;

/** A labelled picture that is decoded when it is asked for. */
public record LabelledImage(Source source, int label) {
    /** Where the pixels come from. Several threads may decode at once. */
    @FunctionalInterface
    public interface Source {
        /**
         * @return of any size
         * @throws DatasetException when the picture is damaged; the message names its file
         */
        Bitmap decode() throws DatasetException;
    }

    public LabelledImage {
        Objects.requireNonNull(source, "source");
    }
}
