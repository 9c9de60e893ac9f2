package dev.contranorm.zoo.train.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * {@code checkpoint.json}: the progress of the loop, and checksums that detect damaged files.
 *
 * @param hash hash of the trial's specification
 * @param files SHA-256 by file name
 */
record CheckpointManifest(int schemaVersion, String hash, Progress progress, SortedMap<String, String> files) {
    private static final int SCHEMA_VERSION = 1;
    private static final String NAME = "checkpoint.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Writes the manifest of the files in a folder.
     *
     * @param durable whether to wait until everything is on disk
     */
    static void write(Path folder, String hash, Progress progress, boolean durable) throws IOException {
        SortedMap<String, String> sums = sums(folder);
        CheckpointManifest manifest = new CheckpointManifest(SCHEMA_VERSION, hash, progress, sums);
        Files.write(folder.resolve(NAME), MAPPER.writeValueAsBytes(manifest));
        if (durable) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                }
            }
        }
    }

    /**
     * Reads the progress and verifies every file.
     *
     * @throws IOException if a file is missing, damaged, or belongs to another trial; the message names it
     */
    static Progress read(Path folder, String hash) throws IOException {
        CheckpointManifest manifest = parse(Files.readAllBytes(folder.resolve(NAME)));
        if (manifest.schemaVersion() != SCHEMA_VERSION || !hash.equals(manifest.hash())) {
            throw new IOException("it belongs to another version or another trial");
        }
        SortedMap<String, String> present = sums(folder);
        for (var file : manifest.files().entrySet()) {
            if (!file.getValue().equals(present.get(file.getKey()))) {
                throw new IOException(
                        file.getKey() + " is " + (present.containsKey(file.getKey()) ? "damaged" : "missing"));
            }
        }
        return manifest.progress();
    }

    private static CheckpointManifest parse(byte[] json) throws IOException {
        try {
            return MAPPER.readValue(json, CheckpointManifest.class);
        } catch (JsonProcessingException damaged) {
            throw new IOException(NAME + " is damaged", damaged);
        }
    }

    private static SortedMap<String, String> sums(Path folder) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(NAME)) {
                    sums.put(name, new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file));
                }
            }
        }
        return sums;
    }
}
