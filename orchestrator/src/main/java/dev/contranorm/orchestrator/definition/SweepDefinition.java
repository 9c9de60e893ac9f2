package dev.contranorm.orchestrator.definition;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A sweep as asked for, checked.
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
        return DigestUtils.sha256Hex(canonicalText());
    }

    /** Its cells as combinations of the axes, the protocol among them; the splits are no part of a cell. */
    public Combinations combinations() {
        return Combinations.of(this, false);
    }

    /** The splits of datasets over which cells are repeated, as they are over the seeds; a cell outside its when has none. */
    public Optional<Axis> splits() {
        return axes.stream().filter(Axis::isSplit).findFirst();
    }

    /** Cells, each as often as it has splits; of a random sweep the most that there can be. */
    public BigInteger runs() {
        if (sampling.isEmpty()) {
            return Combinations.of(this, true).count();
        }
        int most = splits().map(axis -> ((Domain.Values) axis.domain()).values().size())
                .orElse(1);
        return BigInteger.valueOf(sampling.get().cells()).multiply(BigInteger.valueOf(most));
    }
}
