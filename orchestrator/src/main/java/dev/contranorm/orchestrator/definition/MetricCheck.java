package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.train.task.TrialMetrics;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
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

    private final Catalogue catalogue;
    private final WrittenMetric metric;
    private final Problems problems;
    private final List<String> lacking = new ArrayList<>();
    private final SortedSet<String> anywhere = new TreeSet<>();
    private Optional<SortedSet<String>> everywhere = Optional.empty();

    MetricCheck(Catalogue catalogue, WrittenMetric metric, Problems problems) {
        this.catalogue = catalogue;
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
        Set<Kind> kinds = choices.stream().map(Kind::of).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Kind kind : kinds) {
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
                nowhere ? Suggestion.among(name, anywhere) + reportedOn(name, kinds) : advice());
    }

    /** The datasets that would report it with the backbones of the sweep. */
    private String reportedOn(String name, Set<Kind> kinds) {
        SortedSet<String> datasets = new TreeSet<>();
        for (Kind kind : kinds) {
            catalogue
                    .entry(CatalogueEntry.Kind.BACKBONE, kind.backbone())
                    .ifPresent(backbone -> catalogue.datasets().stream()
                            .filter(dataset -> dataset.fits(backbone))
                            .filter(dataset -> TrialMetrics.of(dataset.name(), kind.backbone(), kind.protocol())
                                    .contains(name))
                            .forEach(dataset -> datasets.add(dataset.name())));
        }
        return datasets.isEmpty() ? "" : "; trials on these report it: " + few(List.copyOf(datasets));
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
        return few(lacking.stream().distinct().toList());
    }

    private static String few(List<String> different) {
        String few = different.stream().limit(NAMED).collect(Collectors.joining(", "));
        return different.size() > NAMED ? few + " and " + (different.size() - NAMED) + " more" : few;
    }
}
