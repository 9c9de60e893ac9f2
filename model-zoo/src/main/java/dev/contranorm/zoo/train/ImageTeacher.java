package dev.contranorm.zoo.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.backbone.image.Deit;
import dev.contranorm.zoo.backbone.image.ImageInput;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A trained vision transformer that others learn from. Its shape is read from its tensors; {@code config.json} says what they do
 * not: a trial's specification (of an exported model), or {@code num_heads}. Without either a head is 64 wide, as in all DeiT
 * models.
 */
record ImageTeacher(WeightsFolder weights, TrialSpec spec) {
    /** The teacher's weights stand beside the student's, under this prefix, and none may be missing. */
    static final Naming NAMING = new Naming("teacher/", List.of(), List.of());

    private static final String PATCHES = "patch_embed.proj.weight";
    private static final String HEAD = "head.weight";
    private static final long HEAD_WIDTH = 64;

    /**
     * @param place a folder or a safetensors file
     * @param classes that the student tells apart
     * @throws WeightsException when it cannot be read, is no vision transformer, or tells other classes apart
     */
    static ImageTeacher open(Path place, int classes) throws WeightsException {
        WeightsFolder weights = WeightsFolder.open(place);
        List<String> names = weights.names();
        if (!names.contains(PATCHES) || !names.contains(HEAD)) {
            throw new WeightsException(place + ": lacks '" + PATCHES + "' or '" + HEAD
                    + "'; a teacher is a DeiT or ViT with timm's names");
        }
        long taught = weights.shape(HEAD)[0];
        if (taught != classes) {
            throw new WeightsException(
                    place + ": the teacher tells " + taught + " classes apart, the dataset has " + classes);
        }
        return new ImageTeacher(weights, spec(place, weights, names));
    }

    private static TrialSpec spec(Path place, WeightsFolder weights, List<String> names) throws WeightsException {
        JsonNode config = config(place);
        boolean exported = config.has("parameters");
        boolean contraNorm = names.contains("norm.layernorm.weight");
        if (contraNorm && !exported) {
            throw new WeightsException(
                    place + ": the teacher has ContraNorm, whose settings only a config.json with the"
                            + " trial's specification tells");
        }
        TrialSpec given = exported ? TrialSpec.parse(config.toString()) : null;
        SortedMap<String, Object> parameters = new TreeMap<>();
        if (exported) {
            parameters.putAll(given.parameters());
        }
        long hidden = weights.shape(PATCHES)[0];
        parameters.put("hidden", hidden);
        parameters.put("patch", weights.shape(PATCHES)[2]);
        parameters.put(
                "depth",
                names.stream().filter(name -> name.endsWith(".attn.qkv.weight")).count());
        parameters.put("distilled", names.contains("dist_token"));
        parameters.put("layerScale", names.contains("blocks.0.ls1.gamma") ? 1L : 0L);
        parameters.putIfAbsent("heads", config.path("num_heads").asLong(hidden / HEAD_WIDTH));
        for (String chance : List.of("dropPath", "dropout", "attentionDropout")) {
            parameters.put(chance, 0L);
        }
        long heads = ((Number) parameters.get("heads")).longValue();
        if (heads < 1 || hidden % heads != 0) {
            throw new WeightsException(place + ": " + heads + " heads cannot share a width of " + hidden
                    + "; write num_heads into config.json");
        }
        return new TrialSpec("any", "deit", contraNorm ? given.norm() : "none", Protocol.PAPER, 0, parameters);
    }

    private static JsonNode config(Path place) throws WeightsException {
        Path file = place.resolve("config.json");
        try {
            ObjectMapper mapper = new ObjectMapper();
            return Files.isRegularFile(file) ? mapper.readTree(file.toFile()) : mapper.createObjectNode();
        } catch (IOException malformed) {
            throw new WeightsException(file + ": cannot be read as JSON: " + malformed.getMessage());
        }
    }

    /** Builds the teacher, which no gradient reaches. */
    Operand<TFloat32> logits(TrainGraph graph, ImageInput input) {
        TrainGraph own = graph.twin(NAMING.prefix(), Parameter.Role.FROZEN);
        return new Deit.Tiny()
                .prepare(spec, input, ImageNetwork.norm(spec), own)
                .build(Pass.evaluation(own))
                .logits();
    }
}
