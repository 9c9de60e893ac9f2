package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.WrittenSweep.Cells;
import dev.contranorm.orchestrator.definition.WrittenSweep.Title;
import dev.contranorm.orchestrator.definition.YamlNode.Fields;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The first stage: takes every key of a definition as it is written, and reports those that are missing or unknown. */
final class SweepReader {
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
    private final Problems problems;
    private final ScalarReader scalars;

    SweepReader(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.scalars = new ScalarReader(problems);
    }

    /** What is written, or empty after reporting why there is nothing to check. */
    Optional<WrittenSweep> read(String yaml, String fileName, List<SetOption> sets) {
        String text = yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml;
        Place whole = new Place(fileName, 1, 1);
        if (text.length() > LARGEST_TEXT) {
            problems.add(
                    whole,
                    "",
                    "is " + text.length() + " characters long, more than " + LARGEST_TEXT,
                    "use ranges instead of long lists");
            return Optional.empty();
        }
        SetOptions options = new SetOptions(problems);
        return YamlTree.read(
                        text, mark -> new Place(fileName, mark.getLine() + 1, mark.getColumn() + 1), whole, problems)
                .map(node -> node instanceof Fields fields ? options.apply(fields, sets) : node)
                .flatMap(node -> Section.of("", node, scalars))
                .flatMap(top -> read(top, options.narrowed()));
    }

    private Optional<WrittenSweep> read(Section top, Set<String> narrowed) {
        exactly(top, "apiVersion", "sweep/v1");
        exactly(top, "kind", "Sweep");
        Title title = title(top);
        Method method = method(top);
        Optional<WrittenMetric> metric = new MetricReader(scalars).readFrom(top);
        List<String> protocols = protocols(top);
        List<Long> seeds = top.take("seeds").map(new SeedsReader(scalars)::read).orElse(List.of(0L));
        Cells cells = new Cells(method, new SamplingReader(top).read(method, seeds.size()));
        Optional<Section> parameters = top.require("parameters", "name at least dataset, backbone and norm")
                .flatMap(node -> Section.of("parameters", node, scalars));
        List<WrittenCondition> exclude = top.take("exclude").map(this::exclude).orElse(List.of());
        Limits limits = new LimitsReader(scalars).read(top.take("limits"), top.take("retry"));
        top.close();
        return parameters
                .map(section -> new ParameterReader(catalogue).read(section, method))
                .map(written -> new WrittenSweep(
                        top, title, cells, metric, protocols, seeds, written, exclude, limits, narrowed));
    }

    private void exactly(Section top, String key, String wanted) {
        top.require(key, "write " + key + ": " + wanted).ifPresent(node -> {
            if (!(node instanceof YamlNode.Scalar scalar) || !scalar.text().equals(wanted)) {
                problems.add(
                        node.place(), key, node.description() + " is not known here", "write " + key + ": " + wanted);
            }
        });
    }

    private Title title(Section top) {
        Optional<YamlNode> node = top.require("name", "a word for tables and commands, such as gnn-depth");
        Optional<String> name =
                node.flatMap(present -> scalars.value("name", present)).map(String::valueOf);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            problems.add(
                    node.get().place(),
                    "name",
                    node.get().description() + " is no name",
                    "a letter, then up to 99 letters, digits, dots, - and _");
        }
        Optional<String> description = top.take("description")
                .flatMap(present -> scalars.value("description", present))
                .map(String::valueOf);
        return new Title(name.orElse("?"), description);
    }

    private Method method(Section top) {
        return top.take("method")
                .flatMap(node -> scalars.word("method", node, METHODS))
                .map(label -> Method.values()[METHODS.indexOf(label)])
                .orElse(Method.GRID);
    }

    private List<String> protocols(Section top) {
        Optional<YamlNode> node = top.take("protocol");
        if (node.isEmpty()) {
            return List.of(Protocol.PAPER.label());
        }
        List<String> protocols = new ArrayList<>();
        for (Located label : scalars.values("protocol", node.get())) {
            String text = String.valueOf(label.value());
            if (PROTOCOLS.contains(text)) {
                protocols.add(text);
            } else {
                problems.add(
                        label.place(), label.key(), "'" + text + "' is unknown", Suggestion.among(text, PROTOCOLS));
            }
        }
        return protocols.isEmpty() ? PROTOCOLS : protocols;
    }

    private List<WrittenCondition> exclude(YamlNode node) {
        if (!(node instanceof YamlNode.Items list)) {
            problems.add(
                    node.place(),
                    "exclude",
                    "is " + node.description() + ", where a list is wanted",
                    "write - {dataset: citeseer, depth: 32}");
            return List.of();
        }
        if (list.items().size() > MOST_EXCLUDES) {
            problems.add(node.place(), "exclude", "has more than " + MOST_EXCLUDES + " entries", "use when");
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
