package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.YamlNode.Fields;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a sweep definition and checks all of it. Safe from several threads. */
public final class DefinitionReader {
    /** Trials of one sweep unless somebody asks for more. */
    public static final long DEFAULT_TRIAL_LIMIT = 1_000_000;

    /** Characters of one definition. */
    static final int LARGEST_TEXT = 2 << 20;

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
    private static final int MOST_EXCLUDES = 10_000;
    private static final List<String> PROTOCOLS =
            Arrays.stream(Protocol.values()).map(Protocol::label).toList();
    private static final List<String> METHODS =
            Arrays.stream(Method.values()).map(Method::label).toList();

    private final Catalogue catalogue;
    private final long trialLimit;

    public DefinitionReader(Catalogue catalogue) {
        this(catalogue, DEFAULT_TRIAL_LIMIT);
    }

    /** @param trialLimit trials that a sweep may have */
    public DefinitionReader(Catalogue catalogue, long trialLimit) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.trialLimit = trialLimit;
    }

    /**
     * @param yaml the text
     * @param fileName how problems name the text
     * @param sets the command line's {@code --set} options, which replace what the text says
     * @throws InvalidDefinitionException with every problem found; nothing else is thrown, whatever the text
     */
    public SweepDefinition read(String yaml, String fileName, List<SetOption> sets) {
        return readText(yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml, fileName, sets);
    }

    private SweepDefinition readText(String yaml, String fileName, List<SetOption> sets) {
        Problems problems = new Problems();
        Place whole = new Place(fileName, 1, 1);
        if (yaml.length() > LARGEST_TEXT) {
            problems.add(
                    whole,
                    "",
                    "is " + yaml.length() + " characters long, more than " + LARGEST_TEXT,
                    "use ranges instead of long lists");
            problems.refuse();
        }
        Optional<YamlNode> tree = YamlTree.read(
                yaml, mark -> new Place(fileName, mark.getLine() + 1, mark.getColumn() + 1), whole, problems);
        SetOptions options = new SetOptions(problems);
        Optional<Section> top = tree.map(node -> node instanceof Fields fields ? options.apply(fields, sets) : node)
                .flatMap(node -> Section.of("", node, new ScalarReader(problems)));
        Optional<SweepDefinition> definition = top.flatMap(section -> {
            try {
                return read(section, options, problems);
            } catch (TooEntangledException entangled) {
                problems.add(section.placeOf("parameters"), "parameters", entangled.getMessage(), "use fewer");
                return Optional.empty();
            }
        });
        problems.refuse();
        return definition.orElseThrow();
    }

    private Optional<SweepDefinition> read(Section top, SetOptions options, Problems problems) {
        ScalarReader scalars = top.scalars();
        exactly(top, "apiVersion", "sweep/v1");
        exactly(top, "kind", "Sweep");
        String name = name(top);
        Optional<String> description = top.take("description")
                .flatMap(node -> scalars.value("description", node))
                .map(String::valueOf);
        Method method = top.take("method")
                .flatMap(node -> scalars.word("method", node, METHODS))
                .map(label -> Method.values()[METHODS.indexOf(label)])
                .orElse(Method.GRID);
        Optional<YamlNode> metricNode = top.take("metric");
        Optional<WrittenMetric> metric = metricNode.isPresent()
                ? new MetricReader(scalars).read(metricNode.get())
                : Optional.of(new WrittenMetric(MetricReader.DEFAULT, "metric", top.placeOf("metric"), false));
        List<String> protocols = protocols(top);
        List<Long> seeds = top.take("seeds").map(new SeedsReader(scalars)::read).orElse(List.of(0L));
        Optional<Sampling> sampling = new SamplingReader(top).read(method, seeds.size());
        Optional<Section> section = top.require("parameters", "name at least dataset, backbone and norm")
                .flatMap(node -> Section.of("parameters", node, scalars));
        List<WrittenCondition> exclude =
                top.take("exclude").map(node -> exclude(node, scalars)).orElse(List.of());
        Limits limits = new LimitsReader(scalars).read(top.take("limits"), top.take("retry"));
        top.close();
        if (section.isEmpty()) {
            return Optional.empty();
        }
        WrittenParameters parameters = new ParameterReader(catalogue).read(section.get(), method);
        Conditions conditions = new Conditions(parameters, protocols, options.narrowed(), problems);
        List<WrittenAxis> resolved = parameters.axes().stream()
                .map(axis -> axis.with(axis.when().map(conditions::of).orElse(Condition.ALWAYS)))
                .toList();
        Set<String> suspect = resolved.stream()
                .filter(axis -> axis.when().filter(conditions::isWrong).isPresent())
                .map(WrittenAxis::name)
                .collect(Collectors.toSet());
        List<Condition> excluded = exclude.stream()
                .map(conditions::of)
                .filter(condition -> condition.values().values().stream().noneMatch(List::isEmpty))
                .toList();
        WrittenParameters sorted =
                AxisOrder.sort(new WrittenParameters(resolved, parameters.broken()).withBroken(suspect), problems);
        SplitAxis splits = new SplitAxis(catalogue, problems);
        splits.check(sorted);
        CatalogueCheck check = new CatalogueCheck(
                catalogue, problems, top.placeOf("parameters"), protocols, sorted, excluded, options.narrowed());
        check.check();
        metric.ifPresent(written -> new MetricCheck(catalogue, written, problems).check(check.occurring()));
        if (problems.any()) {
            return Optional.empty();
        }
        List<Axis> axes = sorted.axes().stream()
                .filter(axis -> !check.useless().contains(axis.name()))
                .map(WrittenAxis::axis)
                .toList();
        Place datasets = sorted.axis("dataset").map(WrittenAxis::place).orElse(top.placeOf("parameters"));
        axes = splits.completed(axes, protocols, datasets);
        List<Condition> useful = excluded.stream()
                .filter(condition -> condition.values().keySet().stream().noneMatch(check.useless()::contains))
                .toList();
        SweepDefinition definition = new SweepDefinition(
                name,
                description,
                method,
                sampling,
                metric.orElseThrow().metric(),
                protocols,
                seeds,
                axes,
                useful,
                limits);
        new SizeCheck(definition, top, trialLimit).check();
        return Optional.of(definition);
    }

    private void exactly(Section top, String key, String wanted) {
        top.require(key, "write " + key + ": " + wanted).ifPresent(node -> {
            if (!(node instanceof YamlNode.Scalar scalar) || !scalar.text().equals(wanted)) {
                top.scalars()
                        .problems()
                        .add(
                                node.place(),
                                key,
                                node.description() + " is not known here",
                                "write " + key + ": " + wanted);
            }
        });
    }

    private static String name(Section top) {
        Optional<YamlNode> node = top.require("name", "a word for tables and commands, such as gnn-depth");
        Optional<String> name =
                node.flatMap(present -> top.scalars().value("name", present)).map(String::valueOf);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            top.scalars()
                    .problems()
                    .add(
                            node.get().place(),
                            "name",
                            node.get().description() + " is no name",
                            "a letter, then up to 99 letters, digits, dots, - and _");
        }
        return name.orElse("?");
    }

    private static List<String> protocols(Section top) {
        Optional<YamlNode> node = top.take("protocol");
        if (node.isEmpty()) {
            return List.of(Protocol.PAPER.label());
        }
        List<String> protocols = new ArrayList<>();
        for (Located label : top.scalars().values("protocol", node.get())) {
            String text = String.valueOf(label.value());
            if (PROTOCOLS.contains(text)) {
                protocols.add(text);
            } else {
                top.scalars()
                        .problems()
                        .add(
                                label.place(),
                                label.key(),
                                "'" + text + "' is unknown",
                                dev.contranorm.zoo.trial.Suggestion.among(text, PROTOCOLS));
            }
        }
        return protocols.isEmpty() ? PROTOCOLS : protocols;
    }

    private static List<WrittenCondition> exclude(YamlNode node, ScalarReader scalars) {
        if (!(node instanceof YamlNode.Items list)) {
            scalars.problems()
                    .add(
                            node.place(),
                            "exclude",
                            "is " + node.description() + ", where a list is wanted",
                            "write - {dataset: citeseer, depth: 32}");
            return List.of();
        }
        if (list.items().size() > MOST_EXCLUDES) {
            scalars.problems().add(node.place(), "exclude", "has more than " + MOST_EXCLUDES + " entries", "use when");
            return List.of();
        }
        List<WrittenCondition> conditions = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            WrittenCondition.read("exclude[" + i + "]", list.items().get(i), scalars)
                    .ifPresent(conditions::add);
        }
        return conditions;
    }
}
