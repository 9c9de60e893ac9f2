package dev.contranorm.zoo.image;

import java.util.List;

/**
 * Labelled pictures of one task.
 *
 * @param train pictures to train on
 * @param test pictures to judge by
 * @param digest SHA-256 of what was listed, hexadecimal
 */
public record ImageDataset(String name, List<String> classes, List<Picture> train, List<Picture> test, String digest) {
    public ImageDataset {
        classes = List.copyOf(classes);
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
