package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labelled texts of one task.
 *
 * @param classes number of classes; 1 for a regression
 * @param train training examples in the order of the file
 * @param validation labelled examples for evaluation: the published development set
 * @param further further labelled evaluation examples by name, such as MNLI's {@code mismatched}
 */
public record TextDataset(
        String name,
        int classes,
        List<TextExample> train,
        List<TextExample> validation,
        SortedMap<String, List<TextExample>> further) {
    public TextDataset {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        SortedMap<String, List<TextExample>> copy = new TreeMap<>();
        further.forEach((part, examples) -> copy.put(part, List.copyOf(examples)));
        further = Collections.unmodifiableSortedMap(copy);
    }

    /** Without further parts. */
    public TextDataset(String name, int classes, List<TextExample> train, List<TextExample> validation) {
        this(name, classes, train, validation, new TreeMap<>());
    }

    public boolean isRegression() {
        return classes == 1;
    }

    /** SHA-256 over all examples, hexadecimal. */
    public String digest() {
        Sha256 digest = new Sha256();
        List<List<TextExample>> parts = new ArrayList<>(List.of(train, validation));
        parts.addAll(further.values());
        for (List<TextExample> part : parts) {
            digest.add(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.size()));
            for (TextExample example : part) {
                digest.add(example.first() + '\u0000' + example.second().orElse("") + '\u0000' + example.label());
            }
        }
        return digest.hex();
    }
}
