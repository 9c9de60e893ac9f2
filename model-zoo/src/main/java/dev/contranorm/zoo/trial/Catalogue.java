package dev.contranorm.zoo.trial;

import dev.contranorm.zoo.trial.CatalogueEntry.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that a trial may name, and validation of specifications against it. Immutable; needs no native library. */
public final class Catalogue {
    private static final List<ParameterSpec> TRAINING = List.of(
            ParameterSpec.integer("epochs", 200, 1, 1_000_000, "Number of training epochs."),
            ParameterSpec.integer(
                    "evaluation.interval",
                    1,
                    1,
                    1_000_000,
                    "Number of epochs between evaluations; the last epoch is always evaluated."),
            ParameterSpec.integer(
                    "patience",
                    0,
                    0,
                    1_000_000,
                    "Number of epochs without a better validation score after which to stop; 0 = never."),
            ParameterSpec.number("optimizer.learningRate", 0.005, 0, 1000, "Learning rate of Adam."),
            ParameterSpec.number(
                    "optimizer.weightDecay",
                    5e-4,
                    0,
                    1000,
                    "L2 factor added to every gradient (coupled weight decay)."));

    /** Entries of each kind by name; a norm may have one entry per family under the same name. */
    private final Map<Kind, SortedMap<String, List<CatalogueEntry>>> entries;

    private final SortedSet<String> keys;

    private Catalogue(Collection<CatalogueEntry> all) {
        entries = new LinkedHashMap<>();
        keys = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            entries.put(kind, new TreeMap<>());
            keys.add(kind.label());
        }
        for (CatalogueEntry entry : all) {
            entries.get(entry.kind())
                    .computeIfAbsent(entry.name(), name -> new ArrayList<>())
                    .add(entry);
            entry.parameters().forEach(parameter -> keys.add(parameter.key()));
        }
        TRAINING.forEach(parameter -> keys.add(parameter.key()));
    }

    /** The catalogue of all items on the class path. */
    public static Catalogue load() {
        return new Catalogue(
                CatalogueItem.all().stream().map(CatalogueItem::entry).toList());
    }

    public List<CatalogueEntry> datasets() {
        return listed(Kind.DATASET);
    }

    public List<CatalogueEntry> backbones() {
        return listed(Kind.BACKBONE);
    }

    public List<CatalogueEntry> norms() {
        return listed(Kind.NORM);
    }

    /** The entry with this name, including hidden ones; the first of several families. */
    public Optional<CatalogueEntry> entry(Kind kind, String name) {
        return entries.get(kind).getOrDefault(name, List.of()).stream().findFirst();
    }

    private List<CatalogueEntry> listed(Kind kind) {
        return entries.get(kind).values().stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.hidden())
                .toList();
    }

    /** Parameters of every trial. */
    public List<ParameterSpec> trainingParameters() {
        return TRAINING;
    }

    /** Every key that the parameters of a definition may use. */
    public SortedSet<String> keys() {
        return new TreeSet<>(keys);
    }

    /**
     * The parameters, by key, of trials that name these entries.
     *
     * @param names {@code dataset}, {@code backbone} and {@code norm}; a missing or unknown name adds no parameters
     */
    public Map<String, ParameterSpec> parameters(Map<String, Object> names) {
        List<Problem> ignored = new ArrayList<>();
        CatalogueEntry backbone = chosen(Kind.BACKBONE, names, entry -> true, ignored);
        return parameters(
                chosen(Kind.DATASET, names, entry -> true, ignored),
                backbone,
                chosen(Kind.NORM, names, entry -> backbone == null || entry.fits(backbone), ignored));
    }

    private static Map<String, ParameterSpec> parameters(CatalogueEntry... chosen) {
        Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
        // An entry may override the default of a training parameter.
        TRAINING.forEach(parameter -> parameters.put(parameter.key(), parameter));
        for (CatalogueEntry entry : chosen) {
            if (entry != null) {
                entry.parameters().forEach(parameter -> parameters.put(parameter.key(), parameter));
            }
        }
        for (CatalogueEntry entry : chosen) {
            if (entry != null) {
                entry.refinements()
                        .forEach(refined -> parameters.computeIfPresent(refined.key(), (key, general) -> refined));
            }
        }
        return parameters;
    }

    /**
     * Fills in defaults and validates an assignment.
     *
     * @param assignment values by key, {@code dataset}, {@code backbone} and {@code norm} among them
     * @throws InvalidTrialException with every problem found
     */
    public TrialSpec resolve(Map<String, Object> assignment, Protocol protocol, long seed) {
        List<Problem> problems = new ArrayList<>();
        CatalogueEntry dataset = chosen(Kind.DATASET, assignment, entry -> true, problems);
        CatalogueEntry backbone = chosen(Kind.BACKBONE, assignment, entry -> true, problems);
        CatalogueEntry norm =
                chosen(Kind.NORM, assignment, entry -> backbone == null || entry.fits(backbone), problems);
        if (backbone != null) {
            checkFits(dataset, backbone, problems);
            checkFits(norm, backbone, problems);
        }
        Map<String, ParameterSpec> known = parameters(dataset, backbone, norm);
        boolean allChosen = dataset != null && backbone != null && norm != null;
        SortedMap<String, Object> parameters = new TreeMap<>();
        known.values().forEach(parameter -> parameters.put(parameter.key(), parameter.defaultValue()));
        assignment.forEach((key, value) -> {
            ParameterSpec parameter = known.get(key);
            if (parameter != null) {
                parameter
                        .check(value)
                        .ifPresentOrElse(problems::add, () -> parameters.put(key, parameter.normalise(value)));
            } else if (!isKind(key) && (allChosen || !keys.contains(key))) {
                problems.add(misplaced(key, dataset, backbone, norm));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidTrialException(problems);
        }
        TrialSpec spec = new TrialSpec(dataset.name(), backbone.name(), norm.name(), protocol, seed, parameters);
        List<Problem> together = Stream.of(dataset, backbone, norm)
                .flatMap(entry -> entry.rules().stream())
                .flatMap(rule -> rule.check(spec).stream())
                .toList();
        if (!together.isEmpty()) {
            throw new InvalidTrialException(together);
        }
        return spec;
    }

    /**
     * @param fitting preferred if several families have an entry of this name
     */
    private CatalogueEntry chosen(
            Kind kind, Map<String, Object> assignment, Predicate<CatalogueEntry> fitting, List<Problem> problems) {
        Object name = assignment.get(kind.label());
        if (name == null) {
            problems.add(new Problem(kind.label(), "is missing", Suggestion.among("", visibleNames(kind))));
            return null;
        }
        List<CatalogueEntry> known = entries.get(kind).getOrDefault(String.valueOf(name), List.of());
        if (known.isEmpty()) {
            problems.add(new Problem(
                    kind.label(),
                    "'" + name + "' is unknown",
                    Suggestion.among(String.valueOf(name), visibleNames(kind))));
            return null;
        }
        return known.stream().filter(fitting).findFirst().orElse(known.get(0));
    }

    private List<String> visibleNames(Kind kind) {
        return listed(kind).stream().map(CatalogueEntry::name).distinct().toList();
    }

    private static void checkFits(CatalogueEntry entry, CatalogueEntry backbone, List<Problem> problems) {
        if (entry != null && !entry.fits(backbone)) {
            problems.add(new Problem(
                    entry.kind().label(),
                    "'" + entry.name() + "' does not fit the backbone '" + backbone.name() + "'",
                    "the backbone needs the family '" + backbone.family() + "', but this has '" + entry.family()
                            + "'"));
        }
    }

    private Problem misplaced(String key, CatalogueEntry... chosen) {
        for (Kind kind : Kind.values()) {
            List<CatalogueEntry> owners = entries.get(kind).values().stream()
                    .flatMap(List::stream)
                    .filter(entry -> entry.parameters().stream()
                            .anyMatch(parameter -> parameter.key().equals(key)))
                    .toList();
            if (!owners.isEmpty()) {
                // A name of the same family is more helpful than one of another.
                String owner = owners.stream()
                        .filter(entry -> Arrays.stream(chosen)
                                .anyMatch(each -> each != null && each.family().equals(entry.family())))
                        .findFirst()
                        .orElse(owners.get(0))
                        .name();
                return new Problem(
                        key,
                        "does not apply to " + kind.label() + " '" + nameOf(kind, chosen) + "'",
                        "restrict it with when: {" + kind.label() + ": " + owner + "}");
            }
        }
        return new Problem(key, "is not a parameter of a trial", Suggestion.among(key, keys));
    }

    private static String nameOf(Kind kind, CatalogueEntry... chosen) {
        for (CatalogueEntry entry : chosen) {
            if (entry != null && entry.kind() == kind) {
                return entry.name();
            }
        }
        return "?";
    }

    private static boolean isKind(String key) {
        return key.equals("dataset") || key.equals("backbone") || key.equals("norm");
    }
}
