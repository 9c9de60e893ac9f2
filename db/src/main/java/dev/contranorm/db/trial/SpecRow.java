package dev.contranorm.db.trial;

import java.util.Objects;

/**
 * A trial's specification, and what people query it by: a row of table {@code spec}.
 *
 * @param hash SHA-256 of {@code json}, hexadecimal; unique within a sweep
 * @param cellHash SHA-256 of the specification without its seed and its split of the data
 * @param json the specification as canonical JSON
 */
public record SpecRow(
        String hash,
        String cellHash,
        String dataset,
        String backbone,
        String norm,
        String protocol,
        long seed,
        String json) {
    public SpecRow {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(cellHash, "cellHash");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(backbone, "backbone");
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(json, "json");
    }
}
