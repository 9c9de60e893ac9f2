package dev.contranorm.orchestrator.definition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of axes under their conditions: counted without enumerating and addressed by index.
 *
 * <p>A decision diagram with one level an axis. All that matters of the values chosen so far is which conditions they have
 * already ruled out, so a node is a level and the set of those conditions; a count of each node makes an index into a path.
 * An interval counts as one value.
 */
public final class Combinations {
    /** Edges of the diagram: bounds time and memory. */
    private static final long LARGEST = 2_000_000;

    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Node LEAF = new Node(null, List.of(), new int[0], new long[0], BigInteger.ONE, false);
    private static final Node NOTHING = new Node(null, List.of(), new int[0], new long[0], BigInteger.ZERO, false);

    private final List<Level> levels = new ArrayList<>();
    private final Node root;
    private final Map<State, Node> known = new HashMap<>();
    private long edges;

    /**
     * @param axes each after those that its {@code when} names
     * @param exclude conditions that no combination may fulfil
     */
    Combinations(List<Axis> axes, List<Condition> exclude) {
        List<Condition> conditions = new ArrayList<>();
        axes.forEach(axis -> conditions.add(axis.when()));
        conditions.addAll(exclude);
        for (Axis axis : axes) {
            levels.add(new Level(axis, conditions));
        }
        BitSet never = new BitSet();
        for (int c = 0; c < conditions.size(); c++) {
            int uses = c < axes.size() ? c : lastLevel(conditions.get(c));
            for (String key : conditions.get(c).values().keySet()) {
                int level = levelOf(key);
                if (level < 0 || (c < axes.size() && level >= c)) {
                    never.set(c);
                }
            }
            if (uses >= 0) {
                Level level = levels.get(uses);
                level.decided.set(c);
                level.excludes.set(c, c >= axes.size());
            }
        }
        root = build(0, never);
        known.clear();
    }

    /** All combinations of a definition; the protocol is the first axis. With splits, they are the last one. */
    static Combinations of(SweepDefinition definition, boolean splits) {
        List<Axis> axes = new ArrayList<>();
        axes.add(new Axis("protocol", new Domain.Values(List.copyOf(definition.protocols())), Condition.ALWAYS));
        definition.axes().stream().filter(axis -> splits || !axis.isSplit()).forEach(axes::add);
        return new Combinations(axes, definition.exclude());
    }

    /** One axis, and what each of its values does to the conditions. */
    private static final class Level {
        private final Axis axis;
        private final int values;
        /** Conditions that name the axis: without a value of it they cannot hold. */
        private final BitSet mentions = new BitSet();
        /** Values that rule out the same conditions are of one kind. */
        private final List<BitSet> ruledOut = new ArrayList<>();

        private final int[] kindOf;
        /** Conditions of no interest below this level. */
        private final BitSet decided = new BitSet();

        private final BitSet excludes = new BitSet();

        private Level(Axis axis, List<Condition> conditions) {
            this.axis = axis;
            List<Object> list = axis.domain() instanceof Domain.Values some ? some.values() : List.of(axis.domain());
            values = list.size();
            kindOf = new int[values];
            BitSet[] effect = new BitSet[values];
            for (int v = 0; v < values; v++) {
                effect[v] = new BitSet();
            }
            Map<Object, Integer> indexOf = new HashMap<>();
            for (int v = 0; v < values; v++) {
                indexOf.put(list.get(v), v);
            }
            for (int c = 0; c < conditions.size(); c++) {
                List<Object> allowed = conditions.get(c).values().get(axis.key());
                if (allowed != null) {
                    mentions.set(c);
                    for (BitSet ruled : effect) {
                        ruled.set(c);
                    }
                    for (Object value : allowed) {
                        Integer index = indexOf.get(value);
                        if (index != null) {
                            effect[index].clear(c);
                        }
                    }
                }
            }
            Map<BitSet, Integer> kinds = new LinkedHashMap<>();
            for (int v = 0; v < values; v++) {
                kindOf[v] = kinds.computeIfAbsent(effect[v], kind -> kinds.size());
            }
            ruledOut.addAll(kinds.keySet());
        }

        private Object value(int index) {
            return axis.domain() instanceof Domain.Values some ? some.values().get(index) : axis.domain();
        }
    }

    private record State(int level, BitSet ruledOut) {}

    /**
     * @param level null at the end
     * @param children by kind of value; one when the axis is absent
     * @param starts index of the first combination of every value; empty when all values have equally many
     */
    private record Node(
            Level level, List<Node> children, int[] kindOf, long[] starts, BigInteger count, boolean applies) {}

    private int levelOf(String key) {
        for (int k = 0; k < levels.size(); k++) {
            if (levels.get(k).axis.key().equals(key)) {
                return k;
            }
        }
        return -1;
    }

    private int lastLevel(Condition condition) {
        return condition.values().keySet().stream()
                .mapToInt(this::levelOf)
                .max()
                .orElse(-1);
    }

    private Node build(int depth, BitSet ruledOut) {
        if (depth == levels.size()) {
            return LEAF;
        }
        State state = new State(depth, ruledOut);
        Node node = known.get(state);
        if (node == null) {
            node = make(depth, ruledOut);
            known.put(state, node);
        }
        return node;
    }

    private Node make(int depth, BitSet ruledOut) {
        Level level = levels.get(depth);
        if (ruledOut.get(depth)) {
            BitSet next = (BitSet) ruledOut.clone();
            next.or(level.mentions);
            next.andNot(level.decided);
            spend(1);
            Node child = build(depth + 1, next);
            return new Node(level, List.of(child), level.kindOf, new long[0], child.count(), false);
        }
        List<Node> children = new ArrayList<>();
        spend(level.ruledOut.size());
        for (BitSet effect : level.ruledOut) {
            BitSet next = (BitSet) ruledOut.clone();
            next.or(effect);
            BitSet holding = (BitSet) level.excludes.clone();
            holding.andNot(next);
            next.andNot(level.decided);
            children.add(holding.isEmpty() ? build(depth + 1, next) : NOTHING);
        }
        if (children.size() == 1) {
            BigInteger count = children.get(0).count().multiply(BigInteger.valueOf(level.values));
            return new Node(level, children, level.kindOf, new long[0], count, true);
        }
        spend(level.values);
        long[] starts = new long[level.values];
        BigInteger count = BigInteger.ZERO;
        for (int v = 0; v < level.values; v++) {
            starts[v] = count.min(LONGEST).longValue();
            count = count.add(children.get(level.kindOf[v]).count());
        }
        return new Node(level, children, level.kindOf, starts, count, true);
    }

    private void spend(long more) {
        edges += more;
        if (edges > LARGEST) {
            throw new TooEntangledException();
        }
    }

    public BigInteger count() {
        return root.count();
    }

    /** The combination at an index from 0 below {@link #count}; axes that it does not have are left out. */
    public Map<String, Object> at(long index) {
        if (index < 0 || BigInteger.valueOf(index).compareTo(count()) >= 0) {
            throw new IndexOutOfBoundsException("combination " + index + " of " + count());
        }
        Map<String, Object> assignment = new LinkedHashMap<>();
        long rest = index;
        Node node = root;
        while (node.level() != null) {
            Node child = node.children().get(0);
            if (node.applies()) {
                int value;
                if (node.starts().length == 0) {
                    BigInteger each = child.count();
                    long size = each.min(LONGEST).longValue();
                    value = (int) (rest / size);
                    rest %= size;
                } else {
                    value = holding(node.starts(), rest);
                    rest -= node.starts()[value];
                    child = node.children().get(node.kindOf()[value]);
                }
                assignment.put(node.level().axis.key(), node.level().value(value));
            }
            node = child;
        }
        return assignment;
    }

    /** The last value that starts at or before an index: values without a combination start where the next one does. */
    private static int holding(long[] starts, long index) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
