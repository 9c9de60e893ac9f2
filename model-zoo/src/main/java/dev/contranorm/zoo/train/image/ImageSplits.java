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
 * What is trained on and what is judged by. {@code paper} judges by the test pictures after every epoch, as the published
 * script does; {@code clean} validates on every tenth training picture.
 *
 * @param judged pictures by part, {@code validation} or {@code test}
 */
record ImageSplits(List<LabelledImage> train, SortedMap<String, List<LabelledImage>> judged) {
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    static ImageSplits of(ImageDataset data, Protocol protocol) {
        SortedMap<String, List<LabelledImage>> judged = new TreeMap<>();
        judged.put(TEST, data.test());
        if (protocol == Protocol.PAPER) {
            return new ImageSplits(data.train(), judged);
        }
        HeldOutExamples<LabelledImage> parts = HeldOutExamples.of(data.train());
        judged.put(VALIDATION, parts.validation());
        return new ImageSplits(parts.train(), judged);
    }

    /** The names of the parts that are judged. */
    static Set<String> judged(Protocol protocol) {
        return protocol == Protocol.PAPER ? Set.of(TEST) : Set.of(TEST, VALIDATION);
    }
}
