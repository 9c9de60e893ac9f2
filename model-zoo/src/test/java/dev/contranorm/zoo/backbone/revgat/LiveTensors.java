package dev.contranorm.zoo.backbone.revgat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AllocationDescription;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.NodeOutput;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;

/** The large tensors of a run and their lifetimes, from TensorFlow's record of every operator. */
final class LiveTensors {
    /**
     * Alive from the start of the operator that creates it to the end of the last one that reads it; operators may pass a
     * buffer on.
     */
    private record Buffer(long bytes, long start, long[] end) {}

    private final List<Buffer> buffers = new ArrayList<>();

    /**
     * @param smallest minimum size in bytes of a counted tensor
     */
    private LiveTensors(RunMetadata run, long smallest) {
        Map<String, NodeExecStats> nodes = new HashMap<>();
        run.getStepStats().getDevStatsList().forEach(device -> device.getNodeStatsList()
                .forEach(node -> nodes.put(node.getNodeName(), node)));
        Map<String, Long> lastRead = lastRead(run, nodes);
        Map<Long, Buffer> atAddress = new HashMap<>();
        nodes.values().stream()
                .sorted(Comparator.comparingLong(NodeExecStats::getAllStartNanos))
                .forEach(node -> node.getOutputList().forEach(output -> {
                    long until = lastRead.getOrDefault(node.getNodeName() + ":" + output.getSlot(), end(node));
                    add(atAddress, node.getAllStartNanos(), output, until, smallest);
                }));
    }

    /** Runs and records the tensors. */
    static LiveTensors of(Session.Runner runner, long smallest) {
        RunOptions options = RunOptions.newBuilder()
                .setTraceLevel(RunOptions.TraceLevel.FULL_TRACE)
                .setOutputPartitionGraphs(true)
                .build();
        try (Result result = runner.setOptions(options).runAndFetchMetadata()) {
            return new LiveTensors(result.getMetadata().orElseThrow(), smallest);
        }
    }

    private static Map<String, Long> lastRead(RunMetadata run, Map<String, NodeExecStats> nodes) {
        Map<String, Long> lastRead = new HashMap<>();
        for (NodeDef node : run.getPartitionGraphs(0).getNodeList()) {
            for (String input : node.getInputList()) {
                if (!input.startsWith("^") && nodes.containsKey(node.getName())) {
                    String tensor = input.contains(":") ? input : input + ":0";
                    lastRead.merge(tensor, end(nodes.get(node.getName())), Math::max);
                }
            }
        }
        return lastRead;
    }

    private static long end(NodeExecStats node) {
        return node.getAllStartNanos() + node.getAllEndRelNanos();
    }

    private void add(Map<Long, Buffer> atAddress, long start, NodeOutput output, long until, long smallest) {
        AllocationDescription allocation = output.getTensorDescription().getAllocationDescription();
        if (allocation.getRequestedBytes() < smallest) {
            return;
        }
        Buffer there = atAddress.get(allocation.getPtr());
        if (there != null && there.end()[0] >= start) {
            there.end()[0] = Math.max(there.end()[0], until);
        } else {
            Buffer made = new Buffer(allocation.getRequestedBytes(), start, new long[] {until});
            atAddress.put(allocation.getPtr(), made);
            buffers.add(made);
        }
    }

    /** The maximum number of bytes alive at once. */
    long peak() {
        return buffers.stream()
                .mapToLong(made -> buffers.stream()
                        .filter(other -> other.start() <= made.start() && other.end()[0] > made.start())
                        .mapToLong(Buffer::bytes)
                        .sum())
                .max()
                .orElse(0);
    }
}
