package dev.contranorm.zoo.train.loop;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a result depends on besides the specification.
 *
 * @param datasetDigest SHA-256 in hexadecimal of the data that was read; empty if none was
 * @param codeVersion version of this build
 * @param libraries versions by name, including the JVM and the operating system, and digests of plugin jars
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
