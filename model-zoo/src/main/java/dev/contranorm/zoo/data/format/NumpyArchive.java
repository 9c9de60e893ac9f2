package dev.contranorm.zoo.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads {@code .npz}: a zip of NumPy arrays by name. */
public final class NumpyArchive {
    private NumpyArchive() {}

    /**
     * All arrays of a file by name, without the suffix {@code .npy}.
     *
     * @throws IOException if the file is missing or not an archive of arrays; the message names the damaged array
     */
    public static SortedMap<String, NumpyArray> read(Path file) throws IOException {
        SortedMap<String, NumpyArray> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (var in = zip.getInputStream(entry)) {
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    arrays.put(name, NumpyArray.parse(in.readAllBytes()));
                } catch (IOException | RuntimeException damaged) {
                    throw new IOException("array " + entry.getName() + ": " + damaged.getMessage(), damaged);
                }
            }
        }
        return arrays;
    }
}
