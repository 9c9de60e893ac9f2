package dev.contranorm.zoo.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The known facts of the published graphs: {@code published-facts.json}, by dataset. Digests are those of the published files
 * as read here. A dataset whose files could not be read completely for the record has its authors' counts and no digest.
 */
public final class PublishedFacts {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private PublishedFacts() {}

    /** Facts by the names that {@link Dataset#inspect} uses; empty for a dataset that is not on record. */
    public static SortedMap<String, Object> of(String dataset) {
        try (InputStream json = PublishedFacts.class.getResourceAsStream("published-facts.json")) {
            Map<String, TreeMap<String, Object>> all = MAPPER.readValue(json, new TypeReference<>() {});
            return all.getOrDefault(dataset, new TreeMap<>());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
