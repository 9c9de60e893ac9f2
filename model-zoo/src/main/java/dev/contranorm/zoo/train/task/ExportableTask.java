package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.text.TokenizerFiles;
import dev.contranorm.zoo.tensor.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.tensorflow.Operand;

/** A task whose network other programs can read. */
public interface ExportableTask extends Task {
    /**
     * How the network is presented to them. May add to the graph.
     *
     * @param weights {@code AVERAGED} only where a moving average is kept
     */
    Presentation presentation(ExportedWeights weights);

    /**
     * A network seen from outside.
     *
     * @param config the entries of {@code config.json}
     * @param weights by the names that they are written under
     * @param tokenizer of networks of texts
     */
    record Presentation(
            SortedMap<String, Object> config,
            Map<String, Parameter> weights,
            Serving serving,
            Optional<TokenizerFiles> tokenizer) {}

    /** What a SavedModel takes and gives, or why there is none. */
    sealed interface Serving {
        /**
         * @param inputs placeholders by name
         * @param outputs of the evaluation pass, by name
         */
        record Signature(Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) implements Serving {}

        /** For networks whose inputs no other program could make. */
        record None(String reason) implements Serving {}
    }
}
