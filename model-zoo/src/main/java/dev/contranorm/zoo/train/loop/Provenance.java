package dev.contranorm.zoo.train.loop;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a result depends on beside the specification.
 *
 * @param datasetDigest SHA-256 of what was read, hexadecimal; empty when nothing is
 * @param codeVersion version of this project's build
 * @param libraries versions by name, the JVM and the operating system included; digests of the jars of the user's own
 * @param device such as {@code cpu}
 * @param threads CPU threads inside an operator
 */
public record Provenance(
        String datasetDigest, String codeVersion, SortedMap<String, String> libraries, String device, int threads) {
    public Provenance {
        Objects.requireNonNull(datasetDigest, "datasetDigest");
        Objects.requireNonNull(codeVersion, "codeVersion");
        Objects.requireNonNull(device, "device");
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    }
}
