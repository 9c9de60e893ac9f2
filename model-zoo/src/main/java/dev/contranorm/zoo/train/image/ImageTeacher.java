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
 * A trained vision transformer that teaches a student. Its shape is read from its tensors; the rest comes from {@code
 * config.json}: {@code num_heads}, at the top level or in timm's {@code model_args}, and the settings of ContraNorm, as {@code
 * norm} with its {@code name} or as a trial's specification. If the number of heads is missing, a head is 64 wide, as in all
 * DeiT models.
 */
record ImageTeacher(WeightsFolder weights, TrialSpec spec) {
    /** The teacher's weights are beside the student's with this prefix; none may be missing. */
    static final Naming NAMING = new Naming("teacher/", List.of(), List.of());

    private static final String PATCHES = "patch_embed.proj.weight";
    private static final String HEAD = "head.weight";
    private static final long HEAD_WIDTH = 64;

    /**
     * @param place a folder or a safetensors file
     * @param classes number of classes of the student
     * @throws WeightsException if it cannot be read, is not a vision transformer, or has a different number of classes
     */
    static ImageTeacher open(Path place, int classes) throws WeightsException {
        WeightsFolder weights = WeightsFolder.open(place);
        List<String> names = weights.names();
        if (!names.contains(PATCHES) || !names.contains(HEAD)) {
            throw new WeightsException(place + ": lacks '" + PATCHES + "' or '" + HEAD
                    + "'; use a DeiT or ViT with timm's names as teacher");
        }
        long teacherClasses = weights.shape(HEAD)[0];
        if (teacherClasses != classes) {
            throw new WeightsException(
                    place + ": the teacher has " + teacherClasses + " classes, but the dataset has " + classes);
        }
        return new ImageTeacher(weights, spec(place, weights, names));
    }

    private static TrialSpec spec(Path place, WeightsFolder weights, List<String> names) throws WeightsException {
        JsonNode config = config(place);
        SortedMap<String, Object> parameters = new TreeMap<>();
        String norm = norm(config, parameters);
        if (NoNorm.isNamed(norm) == names.contains("norm.layernorm.weight")) {
            throw new WeightsException(place
                    + ": the teacher's tensors do not match the norm in config.json; write the settings of its"
                    + " ContraNorm into config.json");
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
            throw new WeightsException(place + ": " + heads + " heads do not divide the width " + hidden
                    + "; write num_heads into config.json");
        }
        return new TrialSpec("any", "deit", norm, Protocol.PAPER, 0, parameters);
    }

    /** The name of the norm; its parameters, or those of a specification, are added to {@code parameters}. */
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

    /** Builds the teacher, without gradients. */
    Operand<TFloat32> logits(TrainGraph graph, ImageInput input) {
        TrainGraph own = graph.twin(NAMING.prefix(), Parameter.Role.FROZEN);
        return BatchHalves.prepare(Deit.TINY, spec, input, ImageNorm.of(spec), own)
                .build(Pass.evaluation(own))
                .logits();
    }
}
