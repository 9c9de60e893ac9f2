package dev.contranorm.zoo.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Labelled texts of one task.
 *
 * @param classes number of classes; 1 for a regression
 * @param train examples to train on, in the file's order
 * @param validation labelled examples to judge by: the published development set
 */
public record TextDataset(String name, int classes, List<TextExample> train, List<TextExample> validation) {
    public TextDataset {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
    }

    public boolean isRegression() {
        return classes == 1;
    }

    /** SHA-256 over all examples, hexadecimal. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<TextExample> part : List.of(train, validation)) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.size()));
                for (TextExample example : part) {
                    String text = example.first() + '\u0000' + example.second().orElse("") + '\u0000' + example.label();
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
