package dev.contranorm.zoo.trial;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean …": the nearest known word, or a list if none is near. */
public final class Suggestion {
    private static final int LONGEST_LIST = 12;

    private Suggestion() {}

    /** A suggestion for a user who wrote {@code word} where one of {@code known} was expected. */
    public static String among(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> isNear(wanted, nearest.toLowerCase(Locale.ROOT)))
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> known(known));
    }

    private static String known(Collection<String> known) {
        String list = known.stream().sorted().limit(LONGEST_LIST).collect(Collectors.joining(", ", "known: ", ""));
        return known.size() > LONGEST_LIST ? list + ", … (" + known.size() + " in total)" : list;
    }

    private static boolean isNear(String word, String candidate) {
        if (word.isEmpty()) {
            return false;
        }
        int allowed = Math.max(2, Math.max(word.length(), candidate.length()) / 3);
        return candidate.startsWith(word) || candidate.endsWith("." + word) || distance(word, candidate) <= allowed;
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
}
