package dev.contranorm.orchestrator.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the sections {@code limits} and {@code retry}. */
final class LimitsReader {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_ATTEMPTS = 100;

    private final ScalarReader scalars;

    LimitsReader(ScalarReader scalars) {
        this.scalars = scalars;
    }

    Limits read(Optional<YamlNode> limits, Optional<YamlNode> retry) {
        Optional<Section> bounds = limits.flatMap(node -> Section.of("limits", node, scalars));
        OptionalInt parallel = whole(bounds, "parallelTrials", 1, Integer.MAX_VALUE);
        OptionalInt failed = whole(bounds, "maxFailedTrials", 0, Integer.MAX_VALUE);
        Optional<Duration> timeout = bounds.flatMap(this::timeout);
        bounds.ifPresent(Section::close);
        Optional<Section> attempts = retry.flatMap(node -> Section.of("retry", node, scalars));
        OptionalInt most = whole(attempts, "maxAttempts", 1, MOST_ATTEMPTS);
        attempts.ifPresent(Section::close);
        return new Limits(parallel, failed, timeout, most.orElse(Limits.DEFAULT_ATTEMPTS));
    }

    private OptionalInt whole(Optional<Section> section, String name, int min, int max) {
        return section.flatMap(
                        present -> present.take(name).flatMap(node -> scalars.whole(present.key(name), node, min, max)))
                .map(number -> OptionalInt.of(number.intValue()))
                .orElse(OptionalInt.empty());
    }

    private Optional<Duration> timeout(Section section) {
        Optional<YamlNode> node = section.take("trialTimeout");
        Optional<Object> value = node.flatMap(present -> scalars.value(section.key("trialTimeout"), present));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = HumanDuration.parse(String.valueOf(value.get()));
        boolean fits = duration.filter(time -> !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0)
                .isPresent();
        if (!fits) {
            String suggestion = value.get() instanceof Number number
                    ? "write the unit: " + number + "s, " + number + "m or " + number + "h"
                    : duration.isPresent() ? "use a time above 0 and up to 365d" : "write 90s, 30m, 2h, 1h30m or PT2H";
            scalars.problems()
                    .add(
                            node.get().place(),
                            section.key("trialTimeout"),
                            node.get().description() + " is no time limit",
                            suggestion);
        }
        return fits ? duration : Optional.empty();
    }
}
