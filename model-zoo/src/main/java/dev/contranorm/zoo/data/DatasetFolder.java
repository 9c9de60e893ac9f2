package dev.contranorm.zoo.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files of one dataset are and where they come from, so that error messages name folder and address. */
public final class DatasetFolder {
    private final String dataset;
    private final Path data;
    private final String origin;
    private final List<PublishedFile> published;
    private final boolean fetched;

    private DatasetFolder(String dataset, Path data, String origin, List<PublishedFile> published, boolean fetched) {
        this.dataset = dataset;
        this.data = data;
        this.origin = origin;
        this.published = published;
        this.fetched = fetched;
    }

    /**
     * @param origin public address of files that are not among {@code published}
     * @param published files that can be downloaded
     * @throws DatasetException if no data folder is given
     */
    public static DatasetFolder of(
            String dataset, Optional<Path> dataFolder, String origin, List<PublishedFile> published)
            throws DatasetException {
        return of(dataset, dataFolder, origin, published, !published.isEmpty());
    }

    /** @param fetched whether {@code sweep data fetch} downloads the files as one archive */
    public static DatasetFolder of(String dataset, Optional<Path> dataFolder, String origin, boolean fetched)
            throws DatasetException {
        return of(dataset, dataFolder, origin, List.of(), fetched);
    }

    private static DatasetFolder of(
            String dataset, Optional<Path> dataFolder, String origin, List<PublishedFile> published, boolean fetched)
            throws DatasetException {
        Path data = dataFolder.orElseThrow(() -> new DatasetException(
                DatasetException.Kind.MISSING,
                "dataset " + dataset + " is read from files: name the data folder with --data DIR or SWEEP_DATA, or get"
                        + " them " + command(dataset, fetched) + "from " + origin));
        return new DatasetFolder(dataset, data, origin, published, fetched);
    }

    public boolean has(String path) {
        return Files.isRegularFile(data.resolve(path));
    }

    private static String command(String dataset, boolean fetched) {
        return fetched ? "with `sweep data fetch " + dataset + "` or " : "";
    }

    /**
     * @param path relative to the data folder, with {@code /} between folders
     * @throws DatasetException if it is missing
     */
    public Path file(String path) throws DatasetException {
        Path file = data.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset " + dataset + ": the file " + file.getFileName() + " is missing from the folder "
                            + file.getParent() + "; get it " + source(path)
                            + ", or name another data folder with --data DIR or SWEEP_DATA");
        }
        return file;
    }

    /** The exception for a file that is present but wrong. */
    public DatasetException damaged(String path, String reason) {
        return new DatasetException(
                DatasetException.Kind.DAMAGED,
                data.resolve(path) + " is damaged: " + reason + "; get it again " + source(path));
    }

    /** The exception for files that can be read but contradict one another. */
    public DatasetException contradictory(String files, String reason) {
        return new DatasetException(
                DatasetException.Kind.DAMAGED,
                "the files " + data.resolve(files) + " do not match: " + reason + "; get them again " + source(files));
    }

    private String source(String path) {
        String address = published.stream()
                .filter(file -> file.path().equals(path))
                .map(file -> file.address().toString())
                .findFirst()
                .orElse(origin);
        return command(dataset, fetched) + "from " + address;
    }
}
