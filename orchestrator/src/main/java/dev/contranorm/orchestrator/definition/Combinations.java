package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.DecisionDiagram.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of axes under their conditions: counted without enumerating and addressed by index. A count of each node
 * of a {@link DecisionDiagram} makes an index into a path. An interval counts as one value.
 */
public final class Combinations {
    private final Node root;

    /**
     * @param axes each after those that its {@code when} names
     * @param exclude conditions that no combination may fulfil
     * @throws TooEntangledException when the conditions depend on one another in too many ways
     */
    Combinations(List<Axis> axes, List<Condition> exclude) {
        root = DecisionDiagram.of(axes, exclude);
    }

    /** All combinations of a definition; the protocol is the first axis. With splits, they are the last one. */
    static Combinations of(SweepDefinition definition, boolean splits) {
        List<Axis> axes = new ArrayList<>();
        axes.add(new Axis("protocol", new Domain.Values(List.copyOf(definition.protocols())), Condition.ALWAYS));
        definition.axes().stream().filter(axis -> splits || !axis.isSplit()).forEach(axes::add);
        return new Combinations(axes, definition.exclude());
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
        while (!node.isLeaf()) {
            Node child = node.child();
            if (node.applies()) {
                int value;
                if (node.starts().length == 0) {
                    long size = DecisionDiagram.clamped(child.count());
                    value = (int) (rest / size);
                    rest %= size;
                } else {
                    value = holding(node.starts(), rest);
                    rest -= node.starts()[value];
                    child = node.child(value);
                }
                assignment.put(node.level().key(), node.level().value(value));
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
