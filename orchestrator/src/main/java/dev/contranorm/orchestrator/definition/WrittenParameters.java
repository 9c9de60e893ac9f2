package dev.contranorm.orchestrator.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code parameters} as it was written.
 *
 * @param broken names that stand there with a mistake that was reported: nothing more is said of what depends on them
 */
record WrittenParameters(List<WrittenAxis> axes, Set<String> broken) {
    WrittenParameters {
        axes = List.copyOf(axes);
        broken = Set.copyOf(broken);
    }

    Optional<WrittenAxis> axis(String name) {
        return axes.stream().filter(axis -> axis.name().equals(name)).findFirst();
    }

    /** The same with more names of which nothing more is to be said. */
    WrittenParameters withBroken(Set<String> more) {
        Set<String> all = new HashSet<>(broken);
        all.addAll(more);
        return new WrittenParameters(axes, all);
    }

    List<String> names() {
        return axes.stream().map(WrittenAxis::name).toList();
    }
}
