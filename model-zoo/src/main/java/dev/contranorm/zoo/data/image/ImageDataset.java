package dev.contranorm.zoo.data.image;

import java.util.List;
import java.util.Objects;

/**
 * The labelled images of one task.
 *
 * @param form how the images are stored
 * @param classes class names in the order of the labels
 * @param train training images
 * @param test test images
 * @param digest SHA-256 in hexadecimal of what was read: names and sizes of images in folders, or the bytes of binary files
 */
public record ImageDataset(
        String name,
        Form form,
        List<String> classes,
        List<LabelledImage> train,
        List<LabelledImage> test,
        String digest) {
    /** How the images are stored. */
    public enum Form {
        /** Each image is a file; each class is a folder. */
        FOLDERS,
        /** Each image is a file; a list gives its class. */
        LISTED,
        /** The original binary files of CIFAR. */
        BINARY,
        /** Placeholder images without content, which a measurement feeds repeatedly and unchanged. */
        SYNTHETIC
    }

    public ImageDataset {
        Objects.requireNonNull(form, "form");
        classes = List.copyOf(classes);
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
