package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.ParameterType;
import dev.contranorm.zoo.trial.Suggestion;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the section {@code parameters}. */
final class ParameterReader {
    /** What belongs to a trial but is no parameter, and where it stands instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "seed", "seeds stand at the top: seeds: [0, 1, 2]",
            "seeds", "seeds stand at the top: seeds: [0, 1, 2]",
            "protocol", "the protocol stands at the top: protocol: paper",
            "metric", "the metric stands at the top: metric: {name: test/accuracy}");

    private final Catalogue catalogue;
    private final Map<String, ParameterType> types = new HashMap<>();

    ParameterReader(Catalogue catalogue) {
        this.catalogue = catalogue;
        Stream.of(catalogue.datasets(), catalogue.backbones(), catalogue.norms())
                .flatMap(List::stream)
                .map(CatalogueEntry::parameters)
                .flatMap(List::stream)
                .forEach(parameter -> types.putIfAbsent(parameter.key(), parameter.type()));
        for (ParameterSpec parameter : catalogue.trainingParameters()) {
            types.putIfAbsent(parameter.key(), parameter.type());
        }
    }

    WrittenParameters read(Section section, Method method) {
        List<WrittenAxis> axes = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (YamlNode.Field field : section.fields()) {
            String name = field.key().text();
            if (!catalogue.keys().contains(name)) {
                String suggestion = ELSEWHERE.getOrDefault(name, Suggestion.among(name, catalogue.keys()));
                section.scalars()
                        .problems()
                        .add(field.key().place(), section.key(name), "is not a parameter of a trial", suggestion);
                broken.add(name);
                continue;
            }
            section.take(name)
                    .flatMap(node -> read(section, field, node, method))
                    .filter(axis -> axis.when().isPresent() || !isConditional(field.value()))
                    .ifPresentOrElse(axes::add, () -> broken.add(name));
        }
        return new WrittenParameters(axes, broken);
    }

    /** Whether a condition stands there; when it could not be read, the parameter cannot be checked. */
    private static boolean isConditional(YamlNode node) {
        return node instanceof YamlNode.Fields form
                && form.fields().stream().anyMatch(field -> field.key().text().equals("when"));
    }

    private Optional<WrittenAxis> read(Section section, YamlNode.Field field, YamlNode node, Method method) {
        String name = field.key().text();
        String key = section.key(name);
        ScalarReader scalars = section.scalars();
        if (!(node instanceof YamlNode.Fields)) {
            return listed(field, key, scalars.values(key, node), Optional.empty());
        }
        Section form = Section.of(key, node, scalars).orElseThrow();
        Optional<WrittenCondition> when =
                form.take("when").flatMap(condition -> WrittenCondition.read(form.key("when"), condition, scalars));
        if (RangeReader.isRange(form)) {
            Optional<Domain> range = new RangeReader(form, method, Optional.ofNullable(types.get(name))).read();
            if (form.has("values") || form.has("value")) {
                form.take("values");
                form.take("value");
                scalars.problems().add(form.place(), key, "has both values and a range", "keep one");
            }
            form.close();
            return range.map(domain -> new WrittenAxis(
                    name, key, field.key().place(), domain, ends(form, domain), when, Condition.ALWAYS));
        }
        Optional<YamlNode> many = form.take("values");
        Optional<YamlNode> one = form.take("value");
        if (!form.has("values") && !form.has("value")) {
            scalars.problems().add(form.place(), key, "says no values", "use values: [a, b], value: a, or min and max");
        } else if (many.isPresent() && one.isPresent()) {
            scalars.problems().add(form.place(), key, "has both value and values", "keep one");
        }
        one.filter(YamlNode.Items.class::isInstance).ifPresent(list -> scalars.problems()
                .add(list.place(), form.key("value"), "is a list", "use values for more than one"));
        // Asked for, so that a misspelt key is compared with them as well.
        List.of("min", "max", "step", "factor", "count", "scale").forEach(form::take);
        form.close();
        List<Located> values = many.map(list -> scalars.values(form.key("values"), list))
                .or(() -> one.filter(YamlNode.Scalar.class::isInstance)
                        .map(value -> scalars.values(form.key("value"), value)))
                .orElse(List.of());
        return listed(field, key, values, when);
    }

    private static Optional<WrittenAxis> listed(
            YamlNode.Field field, String key, List<Located> values, Optional<WrittenCondition> when) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Domain domain = new Domain.Values(values.stream().map(Located::value).toList());
        return Optional.of(
                new WrittenAxis(field.key().text(), key, field.key().place(), domain, values, when, Condition.ALWAYS));
    }

    /** The smallest and the largest value, which stand for all between them. */
    private static List<Located> ends(Section form, Domain domain) {
        Object first;
        Object last;
        if (domain instanceof Domain.Interval interval) {
            first = TrialSpec.stored(interval.min());
            last = TrialSpec.stored(interval.max());
        } else {
            List<Object> values = ((Domain.Values) domain).values();
            first = values.get(0);
            last = values.get(values.size() - 1);
        }
        return List.of(
                new Located(first, form.key("min"), form.placeOf("min")),
                new Located(last, form.key("max"), form.placeOf("max")));
    }
}
