package dev.contranorm.db.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files in a local database's folder, besides the server's own. */
final class LocalFolder {
    private static final int PASSWORD_BYTES = 24;
    private static final long MEGABYTE = 1L << 20;
    private static final Pattern ERROR_LINE = Pattern.compile("(?:FATAL|PANIC|ERROR): +(.*)");

    private final Path folder;

    LocalFolder(Path folder) {
        this.folder = folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path binaries() {
        return folder.resolve("binaries");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** In libpq's format: {@code psql "host=127.0.0.1 port=… user=postgres dbname=sweep passfile=…"}. */
    Path passwords() {
        return folder.resolve("pgpass");
    }

    private Path complete() {
        return folder.resolve("complete");
    }

    private Path rememberedPort() {
        return folder.resolve("port");
    }

    /** Closed to other users: it holds the server's files, and programs that are run from here. */
    void create() throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Removes what an interrupted first start left. It holds no results, PostgreSQL would refuse the data, and unpacking
     * again would keep a truncated program.
     */
    void removeIncomplete() throws IOException {
        // The library keeps its own lock when a start fails; the lock of the folder is enough.
        Files.deleteIfExists(data().resolve("epg-lock"));
        if (!Files.exists(complete())) {
            remove(data());
            remove(binaries());
        }
    }

    /** On a full disk, unpacking would leave a broken server and an unclear error. */
    void requireRoom(long bytes) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (!Files.exists(complete()) && usable < bytes) {
            throw new LocalDatabaseException("The disk of " + folder + " has " + usable / MEGABYTE
                    + " MB left, and a new local database needs " + bytes / MEGABYTE
                    + " MB: free some space, or set SWEEP_HOME to a folder on another disk");
        }
    }

    private static void remove(Path top) throws IOException {
        if (Files.exists(top)) {
            try (Stream<Path> paths = Files.walk(top)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    void markComplete(int port) throws IOException {
        Files.writeString(rememberedPort(), Integer.toString(port));
        Files.writeString(complete(), "");
    }

    /** The server's only password, created with the folder; only its owner can read it. */
    String password() throws IOException {
        if (!Files.exists(passwords())) {
            byte[] secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            write(passwords(), "127.0.0.1:*:*:postgres:" + HexFormat.of().formatHex(secret) + "\n");
        }
        String line = Files.readString(passwords()).strip();
        return line.substring(line.lastIndexOf(':') + 1);
    }

    /** The file from which initdb takes the password. The caller deletes it. */
    Path initialPassword() throws IOException {
        Path file = folder.resolve("initial-password");
        write(file, password() + "\n");
        return file;
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** @param wanted 0 = the port of the last start if it is free, else any free port */
    int port(int wanted) throws IOException {
        if (wanted != 0) {
            if (!free(wanted)) {
                throw new LocalDatabaseException("Port " + wanted
                        + " is in use: choose another port for the local database, or 0 for any free port");
            }
            return wanted;
        }
        if (Files.exists(rememberedPort())) {
            int remembered = Integer.parseInt(Files.readString(rememberedPort()).strip());
            if (free(remembered)) {
                return remembered;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // PostgreSQL binds in the same way: connections of a former server in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** The last error in the server's log, for messages. */
    String lastError() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        return lines.stream()
                .map(ERROR_LINE::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("the log of the server is empty");
    }

    /** Whether the server has given up, as pg_ctl reports it. */
    boolean gaveUp() throws IOException {
        return Files.exists(log()) && Files.readString(log()).contains("could not start server");
    }
}
