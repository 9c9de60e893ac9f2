package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.YamlNode.Field;
import dev.contranorm.orchestrator.definition.YamlNode.Fields;
import dev.contranorm.orchestrator.definition.YamlNode.Items;
import dev.contranorm.orchestrator.definition.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads a text as nodes with places. An alias shares the node that it names, and the size of what it stands for is known
 * before anybody walks through it, so that no text can grow beyond {@link YamlLimits#LARGEST} nodes.
 */
final class YamlTree {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(true)
            .build();

    private final Function<Mark, Place> places;
    private final Map<Node, YamlNode> known = new HashMap<>();

    private YamlTree(Function<Mark, Place> places) {
        this.places = places;
    }

    /** The nodes of a text, or empty after reporting why there are none. */
    static Optional<YamlNode> read(String text, Function<Mark, Place> places, Place whole, Problems problems) {
        try {
            new Parse(SETTINGS).parseString(text).forEach(new YamlLimits(places)::check);
            Optional<Node> root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty()) {
                problems.add(whole, "", "holds nothing", "a sweep begins with apiVersion: sweep/v1");
            }
            return root.map(new YamlTree(places)::node);
        } catch (RefusedYamlException refused) {
            problems.add(refused.problem());
        } catch (MarkedYamlEngineException syntax) {
            Place place = syntax.getProblemMark()
                    .or(syntax::getContextMark)
                    .map(places)
                    .orElse(whole);
            String context = syntax.getContext() == null ? "" : " " + syntax.getContext();
            problems.add(place, "", "is no YAML: " + oneLine(syntax.getProblem() + context));
        } catch (YamlEngineException syntax) {
            problems.add(whole, "", "is no YAML: " + oneLine(String.valueOf(syntax.getMessage())));
        }
        return Optional.empty();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private YamlNode node(Node node) {
        YamlNode seen = known.get(node);
        if (seen != null) {
            return seen;
        }
        Place place = places.apply(node.getStartMark().orElseThrow());
        YamlNode made;
        if (node instanceof ScalarNode scalar) {
            // A tag that was written makes it a text.
            made = new Scalar(scalar.getValue(), scalar.isPlain() && scalar.isResolved(), place);
        } else if (node instanceof SequenceNode list) {
            made = items(list, place);
        } else {
            made = fields((MappingNode) node, place);
        }
        known.put(node, made);
        return made;
    }

    private Items items(SequenceNode list, Place place) {
        List<YamlNode> items = new ArrayList<>();
        long size = 1;
        for (Node each : list.getValue()) {
            YamlNode item = node(each);
            size = grown(size, item);
            items.add(item);
        }
        return new Items(List.copyOf(items), place, size);
    }

    private Fields fields(MappingNode mapping, Place place) {
        List<Field> fields = new ArrayList<>();
        long size = 1;
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = node(tuple.getKeyNode());
            if (!(key instanceof Scalar word)) {
                throw new RefusedYamlException(key.place(), "a key is one word", "");
            }
            YamlNode value = node(tuple.getValueNode());
            size = grown(grown(size, key), value);
            fields.add(new Field(word, value));
        }
        return new Fields(List.copyOf(fields), place, size);
    }

    private static long grown(long size, YamlNode child) {
        if (size + child.size() > YamlLimits.LARGEST) {
            throw YamlLimits.tooMany(child.place());
        }
        return size + child.size();
    }
}
