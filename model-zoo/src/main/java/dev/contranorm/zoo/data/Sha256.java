package dev.contranorm.zoo.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** The digest of a dataset, computed while it is read. */
public final class Sha256 {
    private final MessageDigest digest = DigestUtils.getSha256Digest();

    public void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the remaining bytes of the buffer and leaves the buffer unchanged. */
    public void add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
    }

    /** Returns 64 hexadecimal digits and resets the digest. */
    public String hex() {
        return Hex.encodeHexString(digest.digest());
    }
}
