package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.data.image.ImageDataset;
import dev.contranorm.zoo.data.image.LabelledImage;
import dev.contranorm.zoo.train.task.HeldOutExamples;
import dev.contranorm.zoo.trial.Protocol;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The training images and the evaluated images. {@code paper} evaluates the test images after every epoch, as the published
 * script does; {@code clean} validates on every tenth training image.
 *
 * @param evaluated images by part, {@code validation} or {@code test}
 */
record ImageSplits(List<LabelledImage> train, SortedMap<String, List<LabelledImage>> evaluated) {
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    static ImageSplits of(ImageDataset data, Protocol protocol) {
        SortedMap<String, List<LabelledImage>> evaluated = new TreeMap<>();
        evaluated.put(TEST, data.test());
        if (protocol == Protocol.PAPER) {
            return new ImageSplits(data.train(), evaluated);
        }
        HeldOutExamples<LabelledImage> parts = HeldOutExamples.of(data.train());
        evaluated.put(VALIDATION, parts.validation());
        return new ImageSplits(parts.train(), evaluated);
    }

    /** The names of the evaluated parts. */
    static Set<String> evaluated(Protocol protocol) {
        return protocol == Protocol.PAPER ? Set.of(TEST) : Set.of(TEST, VALIDATION);
    }
}
