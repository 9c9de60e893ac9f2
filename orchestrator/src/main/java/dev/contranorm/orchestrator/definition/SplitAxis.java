package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueEntry.Kind;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The splits of a sweep's datasets: the protocol {@code clean} means all that were published, {@code paper} the first. A
 * definition that names {@code dataset.split} says it itself; to another the axis is added, so that its text shows it.
 */
final class SplitAxis {
    private final Catalogue catalogue;
    private final Problems problems;

    SplitAxis(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** Splits are counted one by one. */
    void check(WrittenParameters written) {
        written.axis(TrialSpec.SPLIT)
                .filter(axis -> axis.domain() instanceof Domain.Interval)
                .ifPresent(axis -> problems.add(
                        axis.place(), axis.key(), "is a range without steps, but is not drawn", "add step: 1"));
    }

    /**
     * @param axes the axes of a sweep without a problem so far
     * @param place of the datasets, for a problem
     */
    List<Axis> completed(List<Axis> axes, List<String> protocols, Place place) {
        boolean clean = protocols.contains(Protocol.CLEAN.label());
        Map<List<Object>, List<Object>> datasetsBySplits = new LinkedHashMap<>();
        List<Object> datasets = values(axes, "dataset");
        for (Object dataset : datasets) {
            splits(dataset).ifPresent(splits -> datasetsBySplits
                    .computeIfAbsent(splits, none -> new ArrayList<>())
                    .add(dataset));
        }
        if (!clean || datasetsBySplits.isEmpty() || axes.stream().anyMatch(Axis::isSplit)) {
            return axes;
        }
        if (datasetsBySplits.size() > 1) {
            problems.add(
                    place,
                    "parameters.dataset",
                    "has datasets with different numbers of splits: " + datasetsBySplits.values(),
                    "name the splits of one: " + TrialSpec.SPLIT + ": {values: [0, 1], when: {dataset: …}}");
            return axes;
        }
        List<Axis> completed = new ArrayList<>(axes);
        datasetsBySplits.forEach((splits, having) -> {
            TreeMap<String, List<Object>> when = new TreeMap<>();
            if (having.size() < datasets.size()) {
                when.put("dataset", having);
            }
            if (protocols.size() > 1) {
                when.put("protocol", List.of(Protocol.CLEAN.label()));
            }
            completed.add(new Axis(TrialSpec.SPLIT, new Domain.Values(splits), new Condition(when)));
        });
        return completed;
    }

    private static List<Object> values(List<Axis> axes, String key) {
        return axes.stream()
                .filter(axis -> axis.key().equals(key) && axis.domain() instanceof Domain.Values)
                .flatMap(axis -> ((Domain.Values) axis.domain()).values().stream())
                .toList();
    }

    private Optional<List<Object>> splits(Object dataset) {
        return catalogue.entry(Kind.DATASET, String.valueOf(dataset)).map(CatalogueEntry::parameters).stream()
                .flatMap(List::stream)
                .filter(parameter -> parameter.key().equals(TrialSpec.SPLIT))
                .findFirst()
                .map(SplitAxis::all);
    }

    private static List<Object> all(ParameterSpec parameter) {
        return LongStream.rangeClosed((long) parameter.min(), (long) parameter.max())
                .<Object>mapToObj(split -> split)
                .toList();
    }
}
