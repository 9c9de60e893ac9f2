package dev.contranorm.zoo.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads weights into a session, and writes them under the same names. */
public final class Weights {
    /** The number of values assigned at once, so that the heap never holds a large network completely. */
    private static final int PORTION = 16_000_000;

    private Weights() {}

    /**
     * Loads pretrained weights. Everything but the head must be present with the right shape; a head that is missing, or has
     * another number of classes, keeps its initial values.
     *
     * @param parameters of the network, without optimizer slots
     * @throws WeightsException if a tensor is missing, unexpected or has another shape; then nothing is loaded
     */
    public static void load(WeightsFolder folder, Naming naming, TrainSession session, List<Parameter> parameters)
            throws WeightsException {
        Map<String, String> sources = sources(folder, naming, parameters);
        Map<String, float[]> portion = new LinkedHashMap<>();
        int size = 0;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            float[] values = folder.values(source.getValue());
            portion.put(source.getKey(), values);
            size += values.length;
            if (size > PORTION) {
                session.assign(portion);
                portion.clear();
                size = 0;
            }
        }
        session.assign(portion);
    }

    /** The tensor on disk of every parameter that has one. */
    private static Map<String, String> sources(WeightsFolder folder, Naming naming, List<Parameter> parameters)
            throws WeightsException {
        Map<String, Parameter> wanted = parameters.stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> parameter, (a, b) -> a, LinkedHashMap::new));
        Map<String, String> sources = new LinkedHashMap<>();
        for (String onDisk : folder.names()) {
            String name = naming.inNetwork(onDisk, wanted.keySet());
            Parameter parameter = wanted.get(name);
            if (parameter == null) {
                if (!naming.isIgnored(name) && !naming.isHead(name)) {
                    throw new WeightsException(folder.place() + ": tensor '" + onDisk
                            + "' does not exist in this network; check backbone and depth");
                }
            } else if (Arrays.equals(folder.shape(onDisk), parameter.shape())) {
                sources.put(name, onDisk);
            } else if (!naming.isHead(name)) {
                throw new WeightsException(folder.place() + ": tensor '" + onDisk + "' has shape "
                        + Arrays.toString(folder.shape(onDisk)) + ", but the network needs "
                        + Arrays.toString(parameter.shape()));
            }
        }
        checkComplete(folder, naming, wanted.keySet(), sources.keySet());
        return sources;
    }

    private static void checkComplete(WeightsFolder folder, Naming naming, Set<String> wanted, Set<String> found)
            throws WeightsException {
        for (String name : wanted) {
            if (!found.contains(name) && !naming.isHead(name) && !name.endsWith(".scale_param")) {
                throw new WeightsException(folder.place() + ": tensor '" + name + "' is missing");
            }
        }
    }

    /**
     * Writes {@code model.safetensors} and {@code config.json}.
     *
     * @param config the entries of config.json
     * @param parameters parameters by their names in the file
     */
    public static void save(Path folder, Map<String, ?> config, TrainSession session, Map<String, Parameter> parameters)
            throws IOException {
        Files.createDirectories(folder);
        SafetensorsWriter.write(folder.resolve("model.safetensors"), parameters, session::value);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), config);
    }
}
