package dev.contranorm.worker.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Size and digest of a checkpoint.
 *
 * @param bytes size of all files
 * @param sha256 over every file's relative name, a zero byte, its length as text, a zero byte and its content, in the order
 *     of the names; hexadecimal
 */
record CheckpointDigest(long bytes, String sha256) {
    private static final int BUFFER_BYTES = 1 << 16;

    static CheckpointDigest of(Path folder) throws IOException {
        MessageDigest digest = emptyDigest();
        long bytes = 0;
        for (Path file : files(folder)) {
            long size = Files.size(file);
            String name = folder.relativize(file).toString().replace('\\', '/');
            digest.update((name + "\0" + size + "\0").getBytes(StandardCharsets.UTF_8));
            update(digest, file);
            bytes += size;
        }
        return new CheckpointDigest(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
    }

    private static MessageDigest emptyDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
