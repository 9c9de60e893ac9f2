package dev.contranorm.orchestrator.definition;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects problems; hands them out once each, in the order of the text. */
final class Problems {
    /** More would not be read. */
    private static final int MOST = 100;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparing(problem -> problem.place().source())
            .thenComparingInt(problem -> problem.place().column());

    private final Set<Problem> found = new LinkedHashSet<>();
    private long left;

    void add(Place place, String key, String message, String suggestion) {
        add(new Problem(place, key, message, suggestion));
    }

    void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else if (!found.contains(problem)) {
            left++;
        }
    }

    void add(Place place, String key, String message) {
        add(place, key, message, "");
    }

    boolean any() {
        return !found.isEmpty();
    }

    /**
     * @throws InvalidDefinitionException when something was found
     */
    void refuse() {
        if (!any()) {
            return;
        }
        Stream<Problem> sorted = found.stream().sorted(BY_PLACE);
        Stream<Problem> more = left == 0
                ? Stream.empty()
                : Stream.of(
                        new Problem(found.iterator().next().place(), "", left + " more problems", "mend these first"));
        List<Problem> all = Stream.concat(sorted, more).toList();
        throw new InvalidDefinitionException(all);
    }
}
