package dev.contranorm.orchestrator.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A sweep as asked for, checked. {@link DefinitionReader} makes it from YAML.
 *
 * @param description what the sweep asks, for its readers
 * @param sampling how many cells are drawn, for {@link Method#RANDOM} only
 * @param protocols labels of the protocols, usually one
 * @param seeds seeds of every cell
 * @param axes the parameters; one comes after those that its {@code when} names
 * @param exclude cells left out; their order does not matter and is made one
 */
public record SweepDefinition(
        String name,
        Optional<String> description,
        Method method,
        Optional<Sampling> sampling,
        Metric metric,
        List<String> protocols,
        List<Long> seeds,
        List<Axis> axes,
        List<Condition> exclude,
        Limits limits) {
    public SweepDefinition {
        protocols = List.copyOf(protocols);
        seeds = List.copyOf(seeds);
        axes = List.copyOf(axes);
        exclude = exclude.stream()
                .distinct()
                .sorted(Comparator.comparing(CanonicalText::condition))
                .toList();
    }

    /** The protocols in one word for tables and rows: {@code paper}, or {@code paper+clean}. */
    public String protocol() {
        return String.join("+", protocols);
    }

    /** The definition as YAML that reads back as the same definition; comments and the order of keys are gone. */
    public String canonicalText() {
        return CanonicalText.of(this);
    }

    /** SHA-256 of {@link #canonicalText()}, 64 hexadecimal digits. */
    public String hash() {
        try {
            byte[] text = canonicalText().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Its cells as combinations of the axes, the protocol among them. */
    public Combinations combinations() {
        return Combinations.of(this);
    }
}
