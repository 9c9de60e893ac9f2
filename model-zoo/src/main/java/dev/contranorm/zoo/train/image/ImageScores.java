package dev.contranorm.zoo.train.image;

import dev.contranorm.zoo.data.image.ImageBatch;
import java.util.List;
import java.util.SortedMap;

/** Scores over all images of a part, as DeiT's {@code evaluate} prints them. */
final class ImageScores {
    private static final int FIVE = 5;
    private static final String ACCURACY = "/accuracy";
    private static final String LOSS = "/loss";
    private static final String TOP_5 = "/top5-accuracy";

    private final int classes;
    private int images;
    private int right;
    private int amongFive;
    private double loss;

    ImageScores(int classes) {
        this.classes = classes;
    }

    /**
     * @param logits batch × classes
     */
    void add(ImageBatch batch, float[] logits) {
        for (int row = 0; row < batch.size(); row++) {
            int start = row * classes;
            int label = batch.labels()[row];
            int before = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                float value = logits[start + k];
                largest = Math.max(largest, value);
                // The first of equal logits is the prediction.
                boolean ahead = value > logits[start + label] || value == logits[start + label] && k < label;
                before += ahead ? 1 : 0;
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(logits[start + k] - largest);
            }
            right += before == 0 ? 1 : 0;
            amongFive += before < FIVE ? 1 : 0;
            loss += largest + Math.log(sum) - logits[start + label];
            images++;
        }
    }

    /**
     * {@code <part>/accuracy}, {@code <part>/loss} and {@code <part>/top5-accuracy}, which is 1 if there are at most five
     * classes.
     */
    void into(SortedMap<String, Double> scores, String part) {
        scores.put(part + ACCURACY, (double) right / images);
        scores.put(part + LOSS, loss / images);
        scores.put(part + TOP_5, (double) amongFive / images);
    }

    /** The names of {@link #into}. */
    static List<String> names(String part) {
        return List.of(part + ACCURACY, part + LOSS, part + TOP_5);
    }
}
