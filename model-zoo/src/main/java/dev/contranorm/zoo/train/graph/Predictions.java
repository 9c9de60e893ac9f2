package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.NumpyArray;
import dev.contranorm.zoo.train.loop.CheckpointException;
import dev.contranorm.zoo.train.task.TrainingSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logits that a teacher's trial stores for its students: {@code <folder>/seed-<n>.npy}, float32, nodes × classes. Students of
 * seed n learn from the teacher of seed n, as run n of the published script does.
 */
final class Predictions {
    /** Beside the folders of the trials, whose names are hashes. */
    private static final String HOME = "predictions";

    private Predictions() {}

    /** The file that a trial writes. */
    static Path written(Path checkpoints, String folder, long seed) {
        return checkpoints.resolve(HOME).resolve(folder).resolve(file(seed));
    }

    /** The places where a student looks, in this order: beside the checkpoints, in the data folder, and at the path itself. */
    static List<Path> candidates(TrainingSettings settings, String folder, long seed) {
        List<Path> candidates = new ArrayList<>();
        settings.checkpointFolder().ifPresent(checkpoints -> candidates.add(written(checkpoints, folder, seed)));
        settings.dataFolder()
                .ifPresent(data -> candidates.add(data.resolve(folder).resolve(file(seed))));
        candidates.add(Path.of(folder, file(seed)));
        return candidates.stream().map(Path::toAbsolutePath).distinct().toList();
    }

    private static String file(long seed) {
        return "seed-" + seed + ".npy";
    }

    /**
     * Reserves the file for one trial: two teachers with the same seed would overwrite each other.
     *
     * @param hash of the trial's specification
     * @return the hash of the trial that owns the file; equal to {@code hash} if the file was free
     */
    static String claim(Path file, String hash) {
        Path owner = file.resolveSibling(file.getFileName() + ".trial");
        try {
            Files.createDirectories(file.getParent());
            Path mine = Files.createTempFile(file.getParent(), "unfinished-", ".trial");
            try {
                Files.writeString(mine, hash);
                Files.createLink(owner, mine);
            } catch (FileAlreadyExistsException taken) {
                return Files.readString(owner);
            } finally {
                Files.delete(mine);
            }
            return hash;
        } catch (IOException failed) {
            throw new CheckpointException(owner, failed);
        }
    }

    /** Writes the file atomically. */
    static void write(Path file, float[] logits, int nodes, int classes) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + nodes + ", " + classes + "), }";
        // The header ends with a line break at a multiple of 64 bytes.
        int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + padded + Float.BYTES * logits.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded);
        bytes.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.asFloatBuffer().put(logits);
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), "unfinished-", ".npy");
            Files.write(unfinished, bytes.array());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new CheckpointException(file, failed);
        }
    }

    /**
     * @throws DatasetException if there is no file, or it belongs to another network
     */
    static float[] read(List<Path> candidates, int nodes, int classes) throws DatasetException {
        Path file = candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        DatasetException.Kind.MISSING,
                        "teacher: no predictions for this seed in " + candidates
                                + "; train the teacher first with 'predictions' set to this folder"));
        try {
            NumpyArray array = NumpyArray.parse(Files.readAllBytes(file));
            if (!Arrays.equals(array.shape(), new int[] {nodes, classes})) {
                throw new IOException("its shape is " + Arrays.toString(array.shape()) + " instead of " + nodes
                        + " nodes × " + classes + " classes");
            }
            float[] logits = new float[nodes * classes];
            for (int k = 0; k < logits.length; k++) {
                logits[k] = (float) array.number(k);
                if (!Float.isFinite(logits[k])) {
                    throw new IOException("element " + k + " is " + logits[k]);
                }
            }
            return logits;
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED, "teacher: " + file + " cannot be used: " + damaged.getMessage());
        }
    }
}
