package dev.contranorm.zoo.weights;

import dev.contranorm.zoo.tensor.OneDnn;
import dev.contranorm.zoo.tensor.TrainSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;

/** TensorFlow's SavedModel format: graph, weights and a signature, for serving. */
public final class SavedModel {
    private SavedModel() {}

    /**
     * Writes the part of the graph from inputs to outputs with the signature {@code serving_default}.
     *
     * @param inputs placeholders by name
     * @param outputs outputs of an evaluation pass, by name
     */
    public static void write(
            Path folder, TrainSession session, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs)
            throws IOException {
        Signature.Builder signature = Signature.builder(Signature.DEFAULT_KEY);
        inputs.forEach(signature::input);
        outputs.forEach(signature::output);
        SavedModelBundle.exporter(folder.toString())
                .withSession(session.session())
                .withSignature(signature.build())
                .export();
        makePortable(folder.resolve("saved_model.pb"));
    }

    private static void makePortable(Path file) throws IOException {
        org.tensorflow.proto.SavedModel.Builder model =
                org.tensorflow.proto.SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.getMetaGraphsBuilderList().forEach(each -> each.setGraphDef(OneDnn.portable(each.getGraphDef())));
        Files.write(file, model.build().toByteArray());
    }
}
