package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.YamlNode.Field;
import dev.contranorm.orchestrator.definition.YamlNode.Fields;
import dev.contranorm.orchestrator.definition.YamlNode.Items;
import dev.contranorm.orchestrator.definition.YamlNode.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes nodes of the parser's events. An alias shares the node that it names, and the size of what it stands for is known
 * before anybody walks through it, so that no text can grow beyond {@link #LARGEST} nodes.
 */
final class YamlTree {
    /** Nodes of one definition. */
    static final long LARGEST = 100_000;

    private static final int DEEPEST = 32;
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Function<Mark, Place> places;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Optional<YamlNode>> anchors = new HashMap<>();
    private Optional<YamlNode> root = Optional.empty();
    private int documents;

    private YamlTree(Function<Mark, Place> places) {
        this.places = places;
    }

    /** A list or mapping whose end has not come yet. */
    private static final class Open {
        private final boolean mapping;
        private final Place place;
        private final Optional<Anchor> anchor;
        private final List<YamlNode> children = new ArrayList<>();
        private long size = 1;

        private Open(boolean mapping, Place place, Optional<Anchor> anchor) {
            this.mapping = mapping;
            this.place = place;
            this.anchor = anchor;
        }
    }

    /** Ends the reading: what follows would make no sense. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        private Refusal(Place place, String message, String suggestion) {
            this.problem = new Problem(place, "", message, suggestion);
        }
    }

    /** The nodes of a text, or empty after reporting why there are none. */
    static Optional<YamlNode> read(String text, Function<Mark, Place> places, Place whole, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            YamlTree tree = new YamlTree(places);
            for (Event event : new Parse(settings).parseString(text)) {
                tree.take(event);
            }
            if (tree.root.isEmpty()) {
                problems.add(whole, "", "holds nothing", "a sweep begins with apiVersion: sweep/v1");
            }
            return tree.root;
        } catch (Refusal refusal) {
            Problem problem = refusal.problem;
            problems.add(problem.place(), problem.key(), problem.message(), problem.suggestion());
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

    private void take(Event event) {
        Place place = event.getStartMark().map(places).orElseThrow();
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw new Refusal(place, "is a second document", "one file holds one sweep");
        } else if (event instanceof AliasEvent alias) {
            close(aliased(alias, place), Optional.empty());
        } else if (event instanceof ScalarEvent scalar) {
            boolean plain = scalar.isPlain()
                    && !tagged(scalar.getTag(), place).map(TEXT_TAG::equals).orElse(false);
            close(new Scalar(scalar.getValue(), plain, place), scalar.getAnchor());
        } else if (event instanceof CollectionStartEvent start) {
            begin(start, place);
        } else if (event instanceof CollectionEndEvent) {
            Open ended = open.pop();
            close(
                    ended.mapping ? fields(ended) : new Items(List.copyOf(ended.children), ended.place, ended.size),
                    ended.anchor);
        }
    }

    private static Optional<String> tagged(Optional<String> tag, Place place) {
        if (tag.isPresent() && !tag.get().equals(TEXT_TAG) && !tag.get().equals("!")) {
            throw new Refusal(place, "has the tag " + tag.get(), "a definition has no tags but !!str");
        }
        return tag;
    }

    private void begin(CollectionStartEvent start, Place place) {
        tagged(start.getTag(), place);
        if (open.size() >= DEEPEST) {
            throw new Refusal(place, "is nested more than " + DEEPEST + " deep", "");
        }
        anchorOf(start).ifPresent(anchor -> anchors.put(anchor, Optional.empty()));
        open.push(new Open(start instanceof MappingStartEvent, place, anchorOf(start)));
    }

    private static Optional<Anchor> anchorOf(NodeEvent event) {
        return event.getAnchor();
    }

    private YamlNode aliased(AliasEvent alias, Place place) {
        Optional<YamlNode> node = anchors.get(alias.getAlias());
        if (node == null) {
            throw new Refusal(place, "the alias *" + alias.getAlias() + " names no anchor before it", "");
        }
        return node.orElseThrow(
                () -> new Refusal(place, "the alias *" + alias.getAlias() + " contains itself", "write it out"));
    }

    private void close(YamlNode node, Optional<Anchor> anchor) {
        anchor.ifPresent(name -> anchors.put(name, Optional.of(node)));
        if (open.isEmpty()) {
            root = Optional.of(node);
            return;
        }
        Open parent = open.peek();
        parent.children.add(node);
        parent.size += node.size();
        if (parent.size > LARGEST) {
            throw new Refusal(
                    node.place(),
                    "holds more than " + LARGEST + " values when aliases are written out",
                    "use ranges such as {min: 0, max: 1, count: 100}");
        }
    }

    private static Fields fields(Open ended) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < ended.children.size(); i += 2) {
            if (!(ended.children.get(i) instanceof Scalar key)) {
                throw new Refusal(ended.children.get(i).place(), "a key is one word", "");
            }
            fields.add(new Field(key, ended.children.get(i + 1)));
        }
        return new Fields(List.copyOf(fields), ended.place, ended.size);
    }
}
