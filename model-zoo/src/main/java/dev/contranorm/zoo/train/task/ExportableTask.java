package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.text.TokenizerFiles;
import dev.contranorm.zoo.tensor.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.tensorflow.Operand;

/** A task whose network can be exported for other programs. */
public interface ExportableTask extends Task {
    /**
     * The network as other programs see it. May add to the graph.
     *
     * @param weights {@code AVERAGED} only if there is a moving average
     */
    Presentation presentation(ExportedWeights weights);

    /**
     * A network as other programs see it.
     *
     * @param config the entries of {@code config.json}
     * @param weights weights by their names in the file
     * @param tokenizer tokenizer of a text network
     */
    record Presentation(
            SortedMap<String, Object> config,
            Map<String, Parameter> weights,
            Serving serving,
            Optional<TokenizerFiles> tokenizer) {}

    /** The inputs and outputs of a SavedModel, or the reason why there is none. */
    sealed interface Serving {
        /**
         * @param inputs placeholders by name
         * @param outputs outputs of the evaluation pass, by name
         */
        record Signature(Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) implements Serving {}

        /** For networks whose inputs no other program can compute. */
        record None(String reason) implements Serving {}
    }
}
