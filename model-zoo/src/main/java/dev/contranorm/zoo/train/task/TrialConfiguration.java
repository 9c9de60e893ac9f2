package dev.contranorm.zoo.train.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code config.json} of a network that no other library supports: the trial's specification, from which this zoo builds
 * the network, its hash, and facts of the data.
 */
public final class TrialConfiguration {
    private TrialConfiguration() {}

    /**
     * @param facts further entries
     */
    public static SortedMap<String, Object> of(TrialSpec spec, String datasetDigest, Map<String, Object> facts) {
        try {
            SortedMap<String, Object> config =
                    new ObjectMapper().readValue(spec.canonicalJson(), new TypeReference<TreeMap<String, Object>>() {});
            config.put("hash", spec.hash());
            config.put("dataset_digest", datasetDigest);
            config.putAll(facts);
            return config;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a specification is JSON", impossible);
        }
    }
}
