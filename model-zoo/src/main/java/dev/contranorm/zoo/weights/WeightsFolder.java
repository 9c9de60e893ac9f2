package dev.contranorm.zoo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The weights of a Hugging Face folder, whole ({@code model.safetensors}) or in shards ({@code
 * model.safetensors.index.json}), or of a single safetensors file.
 */
public final class WeightsFolder {
    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path place;
    private final SortedMap<String, Safetensors> files;

    private WeightsFolder(Path place, SortedMap<String, Safetensors> files) {
        this.place = place;
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /**
     * @param place a folder, or a safetensors file
     * @throws WeightsException if files are missing or malformed, or a shard lacks a tensor that the index assigns to it
     */
    public static WeightsFolder open(Path place) throws WeightsException {
        if (Files.isRegularFile(place)) {
            return whole(place, place);
        }
        if (Files.isRegularFile(place.resolve(WHOLE))) {
            return whole(place, place.resolve(WHOLE));
        }
        if (Files.isRegularFile(place.resolve(INDEX))) {
            return sharded(place);
        }
        throw new WeightsException(
                place + ": has neither " + WHOLE + " nor " + INDEX + "; convert PyTorch .bin files to safetensors");
    }

    private static WeightsFolder whole(Path place, Path file) throws WeightsException {
        Safetensors tensors = Safetensors.open(file);
        SortedMap<String, Safetensors> files = new TreeMap<>();
        tensors.names().forEach(name -> files.put(name, tensors));
        return new WeightsFolder(place, files);
    }

    private static WeightsFolder sharded(Path folder) throws WeightsException {
        SortedMap<String, Safetensors> files = new TreeMap<>();
        Map<String, Safetensors> shards = new HashMap<>();
        for (Map.Entry<String, JsonNode> field :
                json(folder.resolve(INDEX)).path("weight_map").properties()) {
            String shard = field.getValue().asText();
            if (!shards.containsKey(shard)) {
                shards.put(shard, Safetensors.open(folder.resolve(Path.of(shard).getFileName())));
            }
            if (!shards.get(shard).names().contains(field.getKey())) {
                throw new WeightsException(folder.resolve(shard) + ": lacks tensor '" + field.getKey()
                        + "', which the index assigns to it");
            }
            files.put(field.getKey(), shards.get(shard));
        }
        if (files.isEmpty()) {
            throw new WeightsException(folder.resolve(INDEX) + ": its weight_map is empty or missing");
        }
        return new WeightsFolder(folder, files);
    }

    private static JsonNode json(Path file) throws WeightsException {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new WeightsException(file + ": cannot be read as JSON: " + unreadable.getMessage());
        }
    }

    /** The source, for messages. */
    Path place() {
        return place;
    }

    /** The names of the tensors that contain weights; tensors of indices are omitted. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : new TreeSet<>(files.keySet())) {
            if (files.get(name).isFloat(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The shape of a tensor that {@link #names} lists. */
    public long[] shape(String name) {
        return files.get(name).shape(name);
    }

    float[] values(String name) throws WeightsException {
        return files.get(name).values(name);
    }
}
