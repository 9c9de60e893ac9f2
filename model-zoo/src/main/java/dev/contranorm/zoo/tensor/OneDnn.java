package dev.contranorm.zoo.tensor;

import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.OperationBuilder;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.OpDef;

/**
 * Operators whose oneDNN kernels are requested by name. {@code TF_ENABLE_ONEDNN_OPTS} would replace them in every graph of a
 * process, including graphs whose summation order must not change: see {@code TILE_ROWS} of the tiled ContraNorm.
 */
public final class OneDnn {
    private static final String PREFIX = "_Mkl";
    private static final String KERNEL = "_kernel";

    private OneDnn() {}

    /** Read once: the list of all operators is long. */
    private static final class Registered {
        private static final Set<String> OPERATORS = TensorFlow.registeredOpList().getOpList().stream()
                .map(OpDef::getName)
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A portable graph for any TensorFlow: no kernel is requested by name. */
    public static GraphDef portable(GraphDef graph) {
        GraphDef.Builder portable = graph.toBuilder();
        portable.getNodeBuilderList().stream()
                .filter(node -> node.getOp().startsWith(PREFIX))
                .forEach(node ->
                        node.setOp(node.getOp().substring(PREFIX.length())).removeAttr(KERNEL));
        return portable.build();
    }

    /** Builds an operator with oneDNN's kernel, or with TensorFlow's own if the native library was built without oneDNN. */
    public static OperationBuilder operator(Ops ops, String type) {
        return Registered.OPERATORS.contains(PREFIX + type)
                ? ops.scope().opBuilder(PREFIX + type, type).setAttr(KERNEL, "MklNameChangeOp")
                : ops.scope().opBuilder(type, type);
    }
}
