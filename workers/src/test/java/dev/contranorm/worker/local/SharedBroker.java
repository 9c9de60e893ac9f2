package dev.contranorm.worker.local;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The broker that all tests of a run share; every test has its own topics, by their prefix. */
public final class SharedBroker {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static LocalBroker broker;
    private static Path folder;

    private SharedBroker() {}

    /** New topics, ready for use. */
    public static BusSettings topics(Duration lock) throws Exception {
        BusSettings settings = settings(lock);
        Topics.ensure(settings);
        return settings;
    }

    /** Names of topics that do not exist yet. */
    public static BusSettings settings(Duration lock) throws Exception {
        return new BusSettings(
                running().bootstrapServers(), "t" + PREFIXES.incrementAndGet(), 1, 2, (short) 1, lock, new TreeMap<>());
    }

    private static synchronized LocalBroker running() throws Exception {
        if (broker == null) {
            folder = Files.createTempDirectory("broker");
            broker = LocalBroker.start(new LocalBrokerSettings(folder, 0));
            Runtime.getRuntime().addShutdownHook(new Thread(SharedBroker::remove));
        }
        return broker;
    }

    private static void remove() {
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            // The folder is a temporary one; the system cleans it up.
        }
    }
}
