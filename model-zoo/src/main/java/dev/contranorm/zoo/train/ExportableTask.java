package dev.contranorm.zoo.train;

import java.util.Map;
import java.util.SortedMap;
import org.tensorflow.Operand;

/** A task whose network other programs can read. */
interface ExportableTask extends Task {
    /** How the network is presented to them. */
    Presentation presentation();

    /**
     * A network seen from outside.
     *
     * @param config the entries of {@code config.json}
     * @param inputs placeholders by name
     * @param outputs of the evaluation pass, by name
     */
    record Presentation(
            SortedMap<String, Object> config, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {}
}
