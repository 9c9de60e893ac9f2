package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.LineTable;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects the rows of {@code out1_node_feature_label.txt}: node, features, class. Features are a list of 0 and 1, or, if the
 * header says {@code feature_amount:N}, the indices of the ones, 0 to N.
 */
final class GeomGcnNodes implements LineTable.Row {
    private static final Pattern INDEX_LISTS = Pattern.compile("feature_amount:(\\d{1,7})");

    private record Node(int label, int[] features) {}

    private final SortedMap<Integer, Node> nodes = new TreeMap<>();
    private boolean indexLists;
    private int width = -1;

    @Override
    public void take(int index, List<String> fields) {
        if (fields.size() != 3) {
            throw new IllegalArgumentException("a node has three fields separated by tabs, not " + fields.size());
        }
        if (index == 0) {
            Matcher announced = INDEX_LISTS.matcher(fields.get(1));
            indexLists = announced.find();
            width = indexLists ? Integer.parseInt(announced.group(1)) + 1 : -1;
            return;
        }
        int id = LineTable.whole(fields.get(0));
        int label = LineTable.whole(fields.get(2));
        if (id < 0 || label < 0) {
            throw new IllegalArgumentException(
                    "node " + id + " of class " + label + " is invalid: both must be at least 0");
        }
        if (nodes.put(id, new Node(label, indexLists ? indices(fields.get(1)) : ones(fields.get(1)))) != null) {
            throw new IllegalArgumentException("node " + id + " is listed twice");
        }
    }

    private int[] indices(String list) {
        int[] indices = list.isBlank()
                ? new int[0]
                : Arrays.stream(list.split(","))
                        .mapToInt(LineTable::whole)
                        .sorted()
                        .distinct()
                        .toArray();
        for (int each : indices) {
            if (each < 0 || each >= width) {
                throw new IllegalArgumentException("feature " + each + " is outside 0.." + (width - 1));
            }
        }
        return indices;
    }

    private int[] ones(String flags) {
        String[] each = flags.split(",", -1);
        width = width < 0 ? each.length : width;
        if (each.length != width) {
            throw new IllegalArgumentException("it has " + each.length + " features, the first node has " + width);
        }
        int[] ones = new int[width];
        int size = 0;
        for (int k = 0; k < width; k++) {
            if (each[k].equals("1")) {
                ones[size++] = k;
            } else if (!each[k].equals("0")) {
                throw new IllegalArgumentException("feature " + k + " is '" + each[k] + "', not 0 or 1");
            }
        }
        return Arrays.copyOf(ones, size);
    }

    /**
     * @throws IllegalArgumentException if nodes are missing
     */
    void finish() {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("it lists no nodes");
        }
        if (nodes.firstKey() != 0 || nodes.lastKey() != nodes.size() - 1) {
            throw new IllegalArgumentException("it lists " + nodes.size() + " nodes, numbered from " + nodes.firstKey()
                    + " to " + nodes.lastKey() + ": some are missing");
        }
    }

    int[] labels() {
        return nodes.values().stream().mapToInt(Node::label).toArray();
    }

    CsrMatrix features() {
        int[] start = new int[nodes.size() + 1];
        for (int node = 0; node < nodes.size(); node++) {
            start[node + 1] = start[node] + nodes.get(node).features().length;
        }
        int[] column = new int[start[nodes.size()]];
        for (int node = 0; node < nodes.size(); node++) {
            int[] features = nodes.get(node).features();
            System.arraycopy(features, 0, column, start[node], features.length);
        }
        float[] ones = new float[column.length];
        Arrays.fill(ones, 1f);
        return new CsrMatrix(nodes.size(), width, start, column, ones);
    }
}
