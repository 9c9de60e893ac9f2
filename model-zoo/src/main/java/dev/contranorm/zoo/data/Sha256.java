package dev.contranorm.zoo.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a dataset, taken as it is read. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes what remains in the buffer and leaves the buffer as it was. */
    public void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    /** 64 hexadecimal digits; starts anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
