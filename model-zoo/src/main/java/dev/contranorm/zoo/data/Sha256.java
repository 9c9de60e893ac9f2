package dev.contranorm.zoo.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a dataset, computed while it is read. */
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

    /** Adds the remaining bytes of the buffer and leaves the buffer unchanged. */
    public void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    /** Returns 64 hexadecimal digits and resets the digest. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
