package dev.contranorm.zoo.data.image;

import java.util.List;
import java.util.Objects;

/**
 * Labelled pictures of one task.
 *
 * @param form what was read
 * @param classes names, in the order of the labels
 * @param train pictures to train on
 * @param test pictures to judge by
 * @param digest SHA-256 of what was read, hexadecimal: of names and sizes of pictures in folders, of the bytes of binary
 *     files
 */
public record ImageDataset(
        String name,
        Form form,
        List<String> classes,
        List<LabelledImage> train,
        List<LabelledImage> test,
        String digest) {
    /** How the pictures are stored. */
    public enum Form {
        /** A picture is a file; a class is a folder. */
        FOLDERS,
        /** A picture is a file; a list says of which class. */
        LISTED,
        /** The original binary files of CIFAR. */
        BINARY,
        /** Stand-ins without content: a measurement feeds the same ones again and again, unchanged. */
        SYNTHETIC
    }

    public ImageDataset {
        Objects.requireNonNull(form, "form");
        classes = List.copyOf(classes);
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
