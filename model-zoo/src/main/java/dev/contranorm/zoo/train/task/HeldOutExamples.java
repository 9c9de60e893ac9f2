package dev.contranorm.zoo.train.task;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The validation examples of {@code clean} if none are published: every tenth training example.
 *
 * @param train nine of ten training examples
 * @param validation one of ten training examples
 */
public record HeldOutExamples<T>(List<T> train, List<T> validation) {
    private static final int TENTH = 10;

    public static <T> HeldOutExamples<T> of(List<T> all) {
        return new HeldOutExamples<>(every(all, false), every(all, true));
    }

    private static <T> List<T> every(List<T> all, boolean tenth) {
        return IntStream.range(0, all.size())
                .filter(k -> (k % TENTH == TENTH - 1) == tenth)
                .mapToObj(all::get)
                .toList();
    }
}
