package dev.contranorm.db.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jdbi.v3.core.Handle;

/** Writes each provenance once, and the datasets that they name. Thousands of trials share a few of them. */
final class ProvenanceWriting {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Use(String dataset, String provenance) {}

    private final Handle handle;

    ProvenanceWriting(Handle handle) {
        this.handle = handle;
    }

    /** The ids of the provenances, by their text. */
    Map<String, Long> write(Collection<TrialRecord> trials) {
        Set<Use> uses = new LinkedHashSet<>();
        for (TrialRecord trial : trials) {
            for (AttemptRecord attempt : trial.attempts.values()) {
                if (attempt.provenance != null) {
                    uses.add(new Use(trial.dataset, attempt.provenance));
                }
            }
        }
        Map<String, Long> ids = new HashMap<>();
        for (Use use : uses) {
            ids.computeIfAbsent(use.provenance, this::write);
            writeDataset(use);
        }
        return ids;
    }

    private long write(String provenance) {
        String digest = DigestUtils.sha256Hex(provenance);
        handle.createUpdate("INSERT INTO provenance (digest, content) VALUES (:digest, :content::jsonb)"
                        + " ON CONFLICT (digest) DO NOTHING")
                .bind("digest", digest)
                .bind("content", provenance)
                .execute();
        return handle.createQuery("SELECT id FROM provenance WHERE digest = :digest")
                .bind("digest", digest)
                .mapTo(Long.class)
                .one();
    }

    private void writeDataset(Use use) {
        String digest = datasetDigest(use.provenance);
        if (!digest.isEmpty()) {
            handle.createUpdate("INSERT INTO dataset (name, digest) VALUES (:name, :digest) ON CONFLICT DO NOTHING")
                    .bind("name", use.dataset)
                    .bind("digest", digest)
                    .execute();
        }
    }

    private static String datasetDigest(String provenance) {
        try {
            return MAPPER.readTree(provenance).path("datasetDigest").asText("");
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("the provenance of a started event is not JSON", malformed);
        }
    }
}
