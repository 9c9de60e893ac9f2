package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.train.TrialMetrics;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that every trial of a sweep reports the sweep's metric: else the table would have holes, or nothing at all. */
final class MetricCheck {
    private static final int NAMED = 3;

    private final WrittenMetric metric;
    private final Problems problems;
    private final List<String> lacking = new ArrayList<>();
    private final SortedSet<String> anywhere = new TreeSet<>();
    private Optional<SortedSet<String>> everywhere = Optional.empty();

    MetricCheck(WrittenMetric metric, Problems problems) {
        this.metric = metric;
        this.problems = problems;
    }

    /** What decides on a trial's metrics. */
    private record Kind(String dataset, String backbone, Protocol protocol) {
        static Kind of(Map<String, Object> choice) {
            return new Kind(
                    String.valueOf(choice.get("dataset")),
                    String.valueOf(choice.get("backbone")),
                    Arrays.stream(Protocol.values())
                            .filter(each -> each.label().equals(choice.get("protocol")))
                            .findFirst()
                            .orElseThrow());
        }

        SortedSet<String> metrics() {
            return TrialMetrics.of(dataset, backbone, protocol);
        }
    }

    /** @param choices dataset, backbone and protocol by key, as they occur and fit together */
    void check(Set<Map<String, Object>> choices) {
        for (Kind kind : choices.stream().map(Kind::of).collect(Collectors.toCollection(LinkedHashSet::new))) {
            note(kind, kind.metrics());
        }
        if (lacking.isEmpty()) {
            return;
        }
        String name = metric.metric().name();
        boolean nowhere = !anywhere.contains(name);
        problems.add(
                metric.place(),
                metric.key(),
                (metric.written() ? "'" : "is missing, and the default '") + name + "' is not reported by "
                        + (nowhere ? "any trial of this sweep" : "trials on " + named()),
                nowhere ? Suggestion.among(name, anywhere) : advice());
    }

    private void note(Kind kind, SortedSet<String> names) {
        anywhere.addAll(names);
        everywhere.ifPresentOrElse(
                common -> common.retainAll(names), () -> everywhere = Optional.of(new TreeSet<>(names)));
        if (!names.contains(metric.metric().name())) {
            lacking.add(kind.dataset() + " with protocol " + kind.protocol().label());
        }
    }

    private String advice() {
        return everywhere
                .filter(common -> !common.isEmpty())
                .map(common -> "all trials report: " + String.join(", ", common))
                .orElse("nothing is reported by all trials: make several sweeps of them");
    }

    private String named() {
        List<String> different = lacking.stream().distinct().toList();
        String few = different.stream().limit(NAMED).collect(Collectors.joining(", "));
        return different.size() > NAMED ? few + " and " + (different.size() - NAMED) + " more" : few;
    }
}
