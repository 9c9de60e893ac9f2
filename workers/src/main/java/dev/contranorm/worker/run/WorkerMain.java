package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.PluginException;
import dev.contranorm.zoo.trial.Plugins;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process. Its settings come from the environment, see {@link WorkerSettings#fromEnvironment}. Exit codes:
 *
 * <ul>
 *   <li>0: after SIGTERM, SIGINT or, with {@code --parent-stdin}, the end of the parent process, each within 10 s; or after
 *       the idle time
 *   <li>1: the bus or a folder is not usable
 *   <li>2: wrong settings
 *   <li>3: a training hangs, and only a new process helps
 * </ul>
 *
 * <p>The JVM needs {@code -Dorg.bytedeco.javacpp.maxPhysicalBytes=0}.
 */
public final class WorkerMain {
    /** With this argument, the process ends when its standard input does. */
    public static final String PARENT_STDIN = "--parent-stdin";

    private static final int UNUSABLE = 1;
    private static final int WRONG_SETTING = 2;
    private static final int STUCK = 3;
    private static final long SHUTDOWN_MILLIS = 9_000;

    private WorkerMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "worker-logback.xml");
        }
        int status = run(List.of(arguments));
        // Not exit(): the shutdown hook would wait for this thread.
        Runtime.getRuntime().halt(status);
    }

    private static int run(List<String> arguments) {
        Logger log = LoggerFactory.getLogger(WorkerMain.class);
        WorkerSettings settings;
        try {
            settings = settings(arguments);
            // A jar that cannot be used is reported now, and not by every trial.
            if (!Plugins.installed().isEmpty()) {
                Catalogue.load();
            }
        } catch (IllegalArgumentException | PluginException problem) {
            problem.getMessage().lines().forEach(line -> System.err.println("worker: " + line));
            return WRONG_SETTING;
        }
        try {
            Topics.ensure(settings.bus());
            Worker worker = new Worker(settings);
            stopOnSignal(worker, Thread.currentThread(), arguments.contains(PARENT_STDIN));
            log.info(
                    "worker {} takes trials from {}",
                    settings.name(),
                    settings.bus().bootstrapServers());
            worker.run();
            worker.close();
            log.info("worker {} ends", settings.name());
            return 0;
        } catch (BusUnavailableException problem) {
            System.err.println("worker: " + problem.getMessage());
            return UNUSABLE;
        } catch (IOException problem) {
            System.err.println("worker: SWEEP_CHECKPOINTS: the folder cannot be written (" + problem.getMessage()
                    + "); make it writable or name another one");
            return UNUSABLE;
        } catch (StuckTrainingException problem) {
            log.error("{}: the process ends", problem.getMessage());
            return STUCK;
        } catch (KafkaException problem) {
            System.err.println("worker: the Kafka broker at " + settings.bus().bootstrapServers()
                    + " refuses a request (" + problem.getMessage()
                    + "): correct the permissions of this client, or the variables KAFKA_*");
            log.debug("the worker ends", problem);
            return UNUSABLE;
        } catch (InterruptedException | RuntimeException problem) {
            log.error("the worker ends", problem);
            return UNUSABLE;
        }
    }

    private static WorkerSettings settings(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.equals(PARENT_STDIN)) {
                throw new IllegalArgumentException("'" + argument + "' is not an argument; allowed: " + PARENT_STDIN
                        + " (settings come from environment variables)");
            }
        }
        return WorkerSettings.fromEnvironment(System.getenv());
    }

    private static void stopOnSignal(Worker worker, Thread loop, boolean watchParent) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.stop();
                            try {
                                loop.join(SHUTDOWN_MILLIS);
                            } catch (InterruptedException stopped) {
                                // The process ends either way.
                            }
                            // Without this, the exit code would come from the signal.
                            Runtime.getRuntime().halt(0);
                        },
                        "shutdown"));
        if (watchParent) {
            ParentWatch.start(System.in, () -> System.exit(0));
        }
    }
}
