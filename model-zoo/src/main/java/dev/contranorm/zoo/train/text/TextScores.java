package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.metric.Score;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The scores of one part of a text task: the task's own measures, their mean as {@code score}, the first of them as {@code
 * headline}, and the accuracy of every task with classes.
 */
public final class TextScores {
    private static final String MEAN = "score";
    private static final String HEADLINE = "headline";

    private TextScores() {}

    /** The names of {@link #of}. */
    static Set<String> names(List<Score> own) {
        Set<String> names = new TreeSet<>(Set.of(MEAN, HEADLINE));
        own.forEach(score -> names.add(score.label()));
        if (haveClasses(own)) {
            names.add(Score.ACCURACY.label());
        }
        return names;
    }

    public static Map<String, Double> of(List<Score> own, double[] predicted, double[] labels) {
        Map<String, Double> values = new TreeMap<>();
        own.forEach(score -> values.put(score.label(), score.of(predicted, labels)));
        values.put(
                MEAN,
                values.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
        values.put(HEADLINE, values.get(own.get(0).label()));
        if (haveClasses(own)) {
            values.put(Score.ACCURACY.label(), Score.ACCURACY.of(predicted, labels));
        }
        return values;
    }

    private static boolean haveClasses(List<Score> own) {
        return own.stream().noneMatch(Score::isOfValues);
    }
}
