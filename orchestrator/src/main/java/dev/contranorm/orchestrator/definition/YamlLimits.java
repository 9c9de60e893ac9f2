package dev.contranorm.orchestrator.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * What a text may not have, though it is YAML. Its events are checked before nodes are composed of them: composing recurses
 * into the depth of the text, and forgets where an alias stood.
 */
final class YamlLimits {
    /** Nodes of one definition, aliases counted as often as they are used. */
    static final long LARGEST = 100_000;

    private static final int DEEPEST = 32;
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Function<Mark, Place> places;
    private final Map<Anchor, Long> anchored = new HashMap<>();
    private final Deque<Long> open = new ArrayDeque<>();
    private long nodes;
    private int documents;

    YamlLimits(Function<Mark, Place> places) {
        this.places = places;
    }

    /** @throws RefusedYamlException at the first event that goes too far */
    void check(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw new RefusedYamlException(placeOf(event), "is a second document", "one file holds one sweep");
        } else if (event instanceof AliasEvent alias) {
            count(alias);
            checkAlias(alias);
        } else if (event instanceof ScalarEvent scalar) {
            count(scalar);
            checkTag(scalar, scalar.getTag());
        } else if (event instanceof CollectionStartEvent start) {
            count(start);
            checkTag(start, start.getTag());
            if (open.size() >= DEEPEST) {
                throw new RefusedYamlException(placeOf(start), "is nested more than " + DEEPEST + " deep", "");
            }
            open.push(nodes);
        } else if (event instanceof CollectionEndEvent) {
            open.pop();
        }
    }

    private void count(NodeEvent event) {
        if (++nodes > LARGEST) {
            throw tooMany(placeOf(event));
        }
        if (!(event instanceof AliasEvent)) {
            event.getAnchor().ifPresent(anchor -> anchored.put(anchor, nodes));
        }
    }

    private void checkAlias(AliasEvent alias) {
        Long named = anchored.get(alias.getAlias());
        if (named == null) {
            throw new RefusedYamlException(
                    placeOf(alias), "the alias *" + alias.getAlias() + " names no anchor before it", "");
        }
        if (open.contains(named)) {
            throw new RefusedYamlException(
                    placeOf(alias), "the alias *" + alias.getAlias() + " contains itself", "write it out");
        }
    }

    private void checkTag(Event event, Optional<String> tag) {
        if (tag.isPresent() && !tag.get().equals(TEXT_TAG) && !tag.get().equals("!")) {
            throw new RefusedYamlException(
                    placeOf(event), "has the tag " + tag.get(), "a definition has no tags but !!str");
        }
    }

    private Place placeOf(Event event) {
        return event.getStartMark().map(places).orElseThrow();
    }

    static RefusedYamlException tooMany(Place place) {
        return new RefusedYamlException(
                place,
                "holds more than " + LARGEST + " values when aliases are written out",
                "use ranges such as {min: 0, max: 1, count: 100}");
    }
}
