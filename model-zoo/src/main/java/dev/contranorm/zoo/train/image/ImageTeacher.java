package dev.contranorm.zoo.train.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.backbone.image.BatchHalves;
import dev.contranorm.zoo.backbone.image.Deit;
import dev.contranorm.zoo.backbone.image.ImageInput;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.norm.NoNorm;
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
 * not: {@code num_heads}, by itself or among timm's {@code model_args}, and the settings of ContraNorm, as {@code norm} with its
 * {@code name} or as a trial's specification. Without a word of heads, one is 64 wide, as in all DeiT models.
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
        SortedMap<String, Object> parameters = new TreeMap<>();
        String norm = norm(config, parameters);
        if (NoNorm.isNamed(norm) == names.contains("norm.layernorm.weight")) {
            throw new WeightsException(place + ": the teacher's tensors and the norm that config.json names do not fit;"
                    + " of ContraNorm only config.json tells the settings");
        }
        long hidden = weights.shape(PATCHES)[0];
        parameters.put("hidden", hidden);
        parameters.put("patch", weights.shape(PATCHES)[2]);
        parameters.put(
                "depth",
                names.stream().filter(name -> name.endsWith(".attn.qkv.weight")).count());
        parameters.put("distilled", names.contains("dist_token"));
        parameters.put("layerScale", names.contains("blocks.0.ls1.gamma") ? 1L : 0L);
        parameters.putIfAbsent("heads", heads(config, hidden));
        for (String chance : List.of("dropPath", "dropout", "attentionDropout")) {
            parameters.put(chance, 0L);
        }
        long heads = ((Number) parameters.get("heads")).longValue();
        if (heads < 1 || hidden % heads != 0) {
            throw new WeightsException(place + ": " + heads + " heads cannot share a width of " + hidden
                    + "; write num_heads into config.json");
        }
        return new TrialSpec("any", "deit", norm, Protocol.PAPER, 0, parameters);
    }

    /**
     * The norm's name; its parameters, and all of a specification, are put into {@code parameters}.
     */
    private static String norm(JsonNode config, SortedMap<String, Object> parameters) {
        if (config.has("parameters")) {
            TrialSpec spec = TrialSpec.parse(config.toString());
            parameters.putAll(spec.parameters());
            return spec.norm();
        }
        ObjectMapper mapper = new ObjectMapper();
        config.path("norm")
                .properties()
                .forEach(entry ->
                        parameters.put("norm." + entry.getKey(), mapper.convertValue(entry.getValue(), Object.class)));
        Object name = parameters.remove("norm.name");
        return name == null ? "none" : name.toString();
    }

    private static long heads(JsonNode config, long hidden) {
        JsonNode own = config.path("num_heads");
        JsonNode heads = own.isMissingNode() ? config.path("model_args").path("num_heads") : own;
        return heads.asLong(hidden / HEAD_WIDTH);
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
        return BatchHalves.prepare(Deit.TINY, spec, input, ImageNorm.of(spec), own)
                .build(Pass.evaluation(own))
                .logits();
    }
}
