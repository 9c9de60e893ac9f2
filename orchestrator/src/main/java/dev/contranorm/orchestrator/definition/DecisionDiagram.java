package dev.contranorm.orchestrator.definition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a decision diagram of axes under their conditions, one level an axis. All that matters of the values chosen so far
 * is which conditions they have already ruled out, so a node is a level and the set of those conditions.
 */
final class DecisionDiagram {
    /** Edges of the diagram: bounds time and memory. */
    private static final long LARGEST = 2_000_000;

    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Node LEAF = new Node(null, List.of(), new long[0], BigInteger.ONE, false);
    private static final Node NOTHING = new Node(null, List.of(), new long[0], BigInteger.ZERO, false);

    private final List<DiagramLevel> levels = new ArrayList<>();
    private final Map<State, Node> known = new HashMap<>();
    private long edges;

    private record State(int level, BitSet ruledOut) {}

    /**
     * @param level null at the end
     * @param children by kind of value; one when the axis is absent
     * @param starts index of the first combination of every value; empty when all values have equally many
     * @param count combinations from here to the end
     * @param applies whether a combination that comes here has the axis
     */
    record Node(DiagramLevel level, List<Node> children, long[] starts, BigInteger count, boolean applies) {
        boolean isLeaf() {
            return level == null;
        }

        /** The child of the first kind of value, or of the absent axis. */
        Node child() {
            return children.get(0);
        }

        Node child(int value) {
            return children.get(level.kindOf(value));
        }
    }

    private DecisionDiagram() {}

    /**
     * @param axes each after those that its {@code when} names
     * @param exclude conditions that no combination may fulfil
     * @return the first node
     * @throws TooEntangledException when the diagram has too many edges
     */
    static Node of(List<Axis> axes, List<Condition> exclude) {
        List<Condition> conditions = new ArrayList<>();
        axes.forEach(axis -> conditions.add(axis.when()));
        conditions.addAll(exclude);
        DecisionDiagram diagram = new DecisionDiagram();
        axes.forEach(axis -> diagram.levels.add(new DiagramLevel(axis, conditions)));
        return diagram.build(0, diagram.decide(conditions, axes.size()));
    }

    static long clamped(BigInteger count) {
        return count.min(LONGEST).longValue();
    }

    /**
     * Tells every level which conditions are decided at it: that of an axis there, those of {@code exclude} at the last axis
     * that they name.
     *
     * @param axes the first so many conditions are those of the axes
     * @return the conditions that never hold
     */
    private BitSet decide(List<Condition> conditions, int axes) {
        BitSet never = new BitSet();
        for (int c = 0; c < conditions.size(); c++) {
            int at = c < axes ? c : lastLevel(conditions.get(c));
            for (String key : conditions.get(c).values().keySet()) {
                int level = levelOf(key);
                if (level < 0 || (c < axes && level >= c)) {
                    never.set(c);
                }
            }
            if (at >= 0) {
                levels.get(at).decides(c, c >= axes);
            }
        }
        return never;
    }

    private int levelOf(String key) {
        for (int k = 0; k < levels.size(); k++) {
            if (levels.get(k).key().equals(key)) {
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
            node = ruledOut.get(depth) ? absent(depth, ruledOut) : present(depth, ruledOut);
            known.put(state, node);
        }
        return node;
    }

    private Node absent(int depth, BitSet ruledOut) {
        DiagramLevel level = levels.get(depth);
        spend(1);
        Node child = build(depth + 1, level.withoutValue(ruledOut));
        return new Node(level, List.of(child), new long[0], child.count(), false);
    }

    private Node present(int depth, BitSet ruledOut) {
        DiagramLevel level = levels.get(depth);
        List<Node> children = new ArrayList<>();
        spend(level.kinds());
        for (int kind = 0; kind < level.kinds(); kind++) {
            children.add(
                    level.isExcluded(kind, ruledOut) ? NOTHING : build(depth + 1, level.withValue(kind, ruledOut)));
        }
        if (children.size() == 1) {
            BigInteger count = children.get(0).count().multiply(BigInteger.valueOf(level.values()));
            return new Node(level, children, new long[0], count, true);
        }
        spend(level.values());
        long[] starts = new long[level.values()];
        BigInteger count = BigInteger.ZERO;
        for (int v = 0; v < starts.length; v++) {
            starts[v] = clamped(count);
            count = count.add(children.get(level.kindOf(v)).count());
        }
        return new Node(level, children, starts, count, true);
    }

    private void spend(long more) {
        edges += more;
        if (edges > LARGEST) {
            throw new TooEntangledException();
        }
    }
}
