package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;

/** Reads {@code metric}: a name, or {@code {name, goal}}. Whether the trials report it is {@link MetricCheck}'s question. */
final class MetricReader {
    /** What the table shows when the definition says nothing. */
    private static final Metric DEFAULT = new Metric("test/accuracy", true);

    private static final List<String> GOALS = List.of("maximize", "minimize");

    private final ScalarReader scalars;

    MetricReader(ScalarReader scalars) {
        this.scalars = scalars;
    }

    /** The metric of a definition, or the default; empty when it cannot be read, which is reported. */
    Optional<WrittenMetric> readFrom(Section top) {
        return top.take("metric")
                .map(this::read)
                .orElseGet(() -> Optional.of(new WrittenMetric(DEFAULT, "metric", top.placeOf("metric"), false)));
    }

    private Optional<WrittenMetric> read(YamlNode node) {
        if (node instanceof YamlNode.Scalar) {
            return scalars.value("metric", node)
                    .map(String::valueOf)
                    .map(name ->
                            new WrittenMetric(new Metric(name, isHigherBetter(name)), "metric", node.place(), true));
        }
        Optional<Section> section = Section.of("metric", node, scalars);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlNode> written = section.get().require("name", "for example test/accuracy");
        Optional<String> name =
                written.flatMap(value -> scalars.value("metric.name", value)).map(String::valueOf);
        Optional<String> goal = section.get().take("goal").flatMap(value -> scalars.word("metric.goal", value, GOALS));
        section.get().close();
        return name.map(known -> new WrittenMetric(
                new Metric(known, goal.map("maximize"::equals).orElse(isHigherBetter(known))),
                "metric.name",
                written.orElseThrow().place(),
                true));
    }

    private static boolean isHigherBetter(String name) {
        return !name.endsWith("loss");
    }
}
