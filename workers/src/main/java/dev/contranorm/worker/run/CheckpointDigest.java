package dev.contranorm.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Size and digest of a checkpoint.
 *
 * @param bytes size of all files
 * @param sha256 over every file's relative name, a zero byte, its length as text, a zero byte and its content, in the order
 *     of the names; hexadecimal
 */
record CheckpointDigest(long bytes, String sha256) {
    static CheckpointDigest of(Path folder) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        long bytes = 0;
        for (Path file : files(folder)) {
            long size = Files.size(file);
            String name = folder.relativize(file).toString().replace('\\', '/');
            DigestUtils.updateDigest(digest, name + "\0" + size + "\0");
            DigestUtils.updateDigest(digest, file);
            bytes += size;
        }
        return new CheckpointDigest(bytes, Hex.encodeHexString(digest.digest()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
