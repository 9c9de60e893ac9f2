package dev.contranorm.orchestrator.definition;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a definition as YAML: one text for one definition, whatever the text that it was read from. */
final class CanonicalText {
    /** Seeds in a row above this many are written as a count. */
    private static final int LONG_LIST = 20;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");
    private static final Set<String> WORDS_OF_YAML = Set.of("true", "false", "null");

    private CanonicalText() {}

    static String of(SweepDefinition definition) {
        StringBuilder out = new StringBuilder(512);
        line(out, "apiVersion: sweep/v1");
        line(out, "kind: Sweep");
        line(out, "name: " + scalar(definition.name()));
        definition.description().ifPresent(text -> line(out, "description: " + scalar(text)));
        line(out, "method: " + definition.method().label());
        definition.sampling().ifPresent(sampling -> {
            line(out, "cells: " + sampling.cells());
            line(out, "samplingSeed: " + sampling.seed());
        });
        Metric metric = definition.metric();
        line(out, "metric: {name: " + scalar(metric.name()) + ", goal: " + metric.goal() + "}");
        line(out, "protocol: " + list(definition.protocols()));
        line(out, "seeds: " + seeds(definition.seeds()));
        line(out, "parameters:");
        definition.axes().forEach(axis -> line(out, "  " + scalar(axis.key()) + ": {" + form(axis) + "}"));
        if (!definition.exclude().isEmpty()) {
            line(out, "exclude:");
            definition.exclude().forEach(condition -> line(out, "  - " + condition(condition)));
        }
        limits(definition.limits()).ifPresent(limits -> line(out, "limits: {" + limits + "}"));
        line(out, "retry: {maxAttempts: " + definition.limits().maxAttempts() + "}");
        return out.toString();
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append('\n');
    }

    private static java.util.Optional<String> limits(Limits limits) {
        List<String> parts = new ArrayList<>();
        limits.parallelTrials().ifPresent(number -> parts.add("parallelTrials: " + number));
        limits.maxFailedTrials().ifPresent(number -> parts.add("maxFailedTrials: " + number));
        limits.trialTimeout().ifPresent(time -> parts.add("trialTimeout: " + time));
        return parts.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(String.join(", ", parts));
    }

    private static String seeds(List<Long> seeds) {
        long first = seeds.get(0);
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.size() <= LONG_LIST || seeds.get(i) != first + i) {
                return list(seeds);
            }
        }
        return "{first: " + first + ", count: " + seeds.size() + "}";
    }

    private static String form(Axis axis) {
        String when = axis.when().values().isEmpty() ? "" : ", when: " + condition(axis.when());
        if (axis.domain() instanceof Domain.Interval interval) {
            return "min: " + scalar(TrialSpec.stored(interval.min())) + ", max: "
                    + scalar(TrialSpec.stored(interval.max())) + ", scale: "
                    + (interval.logarithmic() ? "log" : "linear") + when;
        }
        return "values: " + list(((Domain.Values) axis.domain()).values()) + when;
    }

    static String condition(Condition condition) {
        return condition.values().entrySet().stream()
                .map(entry -> scalar(entry.getKey()) + ": " + list(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String list(Collection<?> values) {
        return values.stream().map(CanonicalText::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Text that YAML would read as something else is quoted. */
    private static String scalar(Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        boolean readsBack = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
        return readsBack
                ? text
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
