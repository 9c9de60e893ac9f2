package dev.contranorm.zoo.backbone.text;

import dev.contranorm.zoo.tensor.TrainGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/**
 * A batch of token sequences, fed at every run. Batch and length may differ from run to run.
 *
 * @param ids batch × length, indices into the vocabulary
 * @param mask batch × length, 1 for a token and 0 for padding
 * @param types batch × length, 0 for the first text of a pair and 1 for the second
 * @param vocabulary number of vocabulary entries
 * @param outputs classes, or 1 for a regression
 */
public record TextInput(Operand<TInt32> ids, Operand<TInt32> mask, Operand<TInt32> types, int vocabulary, int outputs) {
    /** Placeholders named {@code input_ids}, {@code attention_mask} and {@code token_type_ids}. */
    public static TextInput placeholders(TrainGraph graph, int vocabulary, int outputs) {
        return new TextInput(
                placeholder(graph.ops(), "input_ids"),
                placeholder(graph.ops(), "attention_mask"),
                placeholder(graph.ops(), "token_type_ids"),
                vocabulary,
                outputs);
    }

    private static Operand<TInt32> placeholder(Ops ops, String name) {
        return ops.withName(name).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
    }
}
