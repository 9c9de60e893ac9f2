package dev.contranorm.worker.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder of a local broker: locked by one process at a time, formatted once; keeps the port of the last start. */
final class BrokerFolder implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 64L << 20;

    private final Path folder;
    private final FileChannel lockFile;

    private BrokerFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static BrokerFolder open(Path folder) throws LocalBrokerException {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(folder, channel);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new LocalBrokerException(
                        folder + ": the disk is full (" + (free >> 20) + " MB free, the local Kafka broker needs "
                                + (LEAST_FREE_BYTES >> 20) + "): free some space, or choose another folder",
                        null);
            }
            return new BrokerFolder(folder, channel);
        } catch (IOException problem) {
            closeQuietly(channel);
            throw new LocalBrokerException(
                    folder + ": the local Kafka broker cannot write here (" + problem.getMessage()
                            + "): choose another folder, or free some space",
                    problem);
        } catch (LocalBrokerException problem) {
            closeQuietly(channel);
            throw problem;
        }
    }

    private static void lock(Path folder, FileChannel channel) throws IOException, LocalBrokerException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            throw new LocalBrokerException(
                    folder + ": another process runs the local Kafka broker of this folder: use that one, end it, or"
                            + " choose another folder",
                    null);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Formats the data folder unless it is formatted already. */
    void format(KafkaConfig config) throws LocalBrokerException {
        if (Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            Files.createDirectories(data());
            new Formatter()
                    .setPrintStream(new PrintStream(output, true, StandardCharsets.UTF_8))
                    .setNodeId(config.nodeId())
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(data().toString())
                    .addDirectory(data().toString())
                    .run();
        } catch (Exception problem) {
            throw new LocalBrokerException(
                    folder + ": cannot be formatted for the local Kafka broker: " + problem.getMessage() + " "
                            + output.toString(StandardCharsets.UTF_8).trim(),
                    problem);
        }
    }

    OptionalInt rememberedPort() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(portFile()).trim()));
        } catch (IOException | NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    void rememberPort(int port) throws LocalBrokerException {
        try {
            Files.writeString(portFile(), port + "\n");
        } catch (IOException problem) {
            throw new LocalBrokerException(portFile() + " cannot be written: " + problem.getMessage(), problem);
        }
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    @Override
    public void close() {
        closeQuietly(lockFile);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // The lock ends with the process at the latest.
            }
        }
    }
}
