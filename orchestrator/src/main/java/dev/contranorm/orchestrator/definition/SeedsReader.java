package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads {@code seeds}: a list, or {@code {count: 5}} with an optional {@code first}. */
final class SeedsReader {
    /** Seeds of one cell. */
    static final long MOST = 1_000_000;

    private static final String KEY = "seeds";
    private final ScalarReader scalars;

    SeedsReader(ScalarReader scalars) {
        this.scalars = scalars;
    }

    /** The seeds, or none after reporting why. */
    List<Long> read(YamlNode node) {
        if (node instanceof YamlNode.Fields) {
            return counted(Section.of(KEY, node, scalars).orElseThrow());
        }
        if (node instanceof YamlNode.Scalar scalar) {
            scalars.whole(KEY, scalar, 0, Long.MAX_VALUE).ifPresent(number -> scalars.problems()
                    .add(
                            node.place(),
                            KEY,
                            number + " may be one seed or a number of seeds",
                            "write [" + number + "] or {count: " + number + "}"));
            return List.of();
        }
        return scalars.values(KEY, node).stream()
                .filter(this::isSeed)
                .map(seed -> (Long) seed.value())
                .toList();
    }

    private boolean isSeed(Located seed) {
        if (seed.value() instanceof Long number && number >= 0) {
            return true;
        }
        scalars.problems()
                .add(seed.place(), seed.key(), "'" + seed.value() + "' is no seed", "use whole numbers from 0");
        return false;
    }

    private List<Long> counted(Section section) {
        Optional<Long> first = section.take("first")
                .map(node -> scalars.whole(section.key("first"), node, 0, Long.MAX_VALUE - MOST))
                .orElse(Optional.of(0L));
        Optional<Long> count = section.require("count", "write {count: 5} or a list such as [0, 1, 2]")
                .flatMap(node -> scalars.whole(section.key("count"), node, 1, MOST));
        section.close();
        if (first.isEmpty() || count.isEmpty()) {
            return List.of();
        }
        return LongStream.range(first.get(), first.get() + count.get()).boxed().toList();
    }
}
