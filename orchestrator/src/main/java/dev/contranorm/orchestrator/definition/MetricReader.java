package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code metric}: a name, or {@code {name, goal}}. */
final class MetricReader {
    /** What the table shows when the definition says nothing. */
    static final Metric DEFAULT = new Metric("test/accuracy", true);

    /** What the trials of the zoo report at their end: a new task adds its scores here. */
    private static final SortedSet<String> KNOWN = Stream.concat(
                    Stream.of("train/loss", "train/accuracy", "noop/done"),
                    Stream.of("validation", "test").flatMap(part -> Stream.of(
                                    "accuracy",
                                    "loss",
                                    "top5-accuracy",
                                    "f1",
                                    "matthews",
                                    "pearson",
                                    "spearman",
                                    "score")
                            .map(score -> part + "/" + score)))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final List<String> GOALS = List.of("maximize", "minimize");

    private final ScalarReader scalars;

    MetricReader(ScalarReader scalars) {
        this.scalars = scalars;
    }

    Metric read(YamlNode node) {
        if (node instanceof YamlNode.Scalar) {
            return name("metric", node)
                    .map(name -> new Metric(name, isHigherBetter(name)))
                    .orElse(DEFAULT);
        }
        Optional<Section> section = Section.of("metric", node, scalars);
        if (section.isEmpty()) {
            return DEFAULT;
        }
        Optional<String> name =
                section.get().require("name", "for example test/accuracy").flatMap(value -> name("metric.name", value));
        Optional<String> goal = section.get().take("goal").flatMap(value -> scalars.word("metric.goal", value, GOALS));
        section.get().close();
        return name.map(known -> new Metric(known, goal.map("maximize"::equals).orElse(isHigherBetter(known))))
                .orElse(DEFAULT);
    }

    private Optional<String> name(String key, YamlNode node) {
        Optional<String> name = scalars.value(key, node).map(String::valueOf);
        if (name.isPresent() && !KNOWN.contains(name.get())) {
            scalars.problems()
                    .add(
                            node.place(),
                            key,
                            node.description() + " is no metric of a trial",
                            Suggestion.among(name.get(), KNOWN));
            return Optional.empty();
        }
        return name;
    }

    private static boolean isHigherBetter(String name) {
        return !name.endsWith("loss");
    }
}
