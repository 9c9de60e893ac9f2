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
 * The worker process. Its settings come from the environment, see {@link WorkerSettings#fromEnvironment}. Ends with 0 when
 * told to (SIGTERM, SIGINT, or the parent's end with {@code --parent-stdin}), within 10 s; 1 when the bus or a folder is not
 * usable; 2 for a wrong setting; 3 when a training hangs and only a new process helps.
 *
 * <p>The JVM needs {@code -Dorg.bytedeco.javacpp.maxPhysicalBytes=0}.
 */
public final class WorkerMain {
    /** A child process with this argument ends when its standard input does. */
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
        // The shutdown hook would wait for this thread; there is nothing left to wait for.
        Runtime.getRuntime().halt(status);
    }

    private static int run(List<String> arguments) {
        Logger log = LoggerFactory.getLogger(WorkerMain.class);
        WorkerSettings settings;
        try {
            settings = settings(arguments);
            // A jar that cannot be used is told now, and not by every trial.
            if (!Plugins.installed().isEmpty()) {
                Catalogue.load();
            }
        } catch (IllegalArgumentException | PluginException problem) {
            System.err.println("worker: " + problem.getMessage());
            return WRONG_SETTING;
        }
        try {
            Topics.ensure(settings.bus());
            Worker worker = new Worker(settings);
            stopWhenTold(worker, Thread.currentThread(), arguments.contains(PARENT_STDIN));
            log.info(
                    "worker {} takes trials from {}",
                    settings.name(),
                    settings.bus().bootstrapServers());
            worker.run();
            worker.close();
            log.info("worker {} leaves", settings.name());
            return 0;
        } catch (BusUnavailableException problem) {
            System.err.println("worker: " + problem.getMessage());
            return UNUSABLE;
        } catch (IOException problem) {
            System.err.println("worker: SWEEP_CHECKPOINTS cannot be written: " + problem.getMessage());
            return UNUSABLE;
        } catch (StuckTrainingException problem) {
            log.error("{}: the process ends", problem.getMessage());
            return STUCK;
        } catch (KafkaException problem) {
            System.err.println("worker: the Kafka broker at " + settings.bus().bootstrapServers() + " refuses: "
                    + problem.getMessage() + ". Correct its permissions for this client, or KAFKA_*");
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
                throw new IllegalArgumentException("unknown argument '" + argument + "': the only one is "
                        + PARENT_STDIN + ", settings come from the environment");
            }
        }
        return WorkerSettings.fromEnvironment(System.getenv());
    }

    private static void stopWhenTold(Worker worker, Thread loop, boolean watchParent) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.stop();
                            try {
                                loop.join(SHUTDOWN_MILLIS);
                            } catch (InterruptedException hurry) {
                                // The end comes either way.
                            }
                            // By itself the JVM would end with the signal's number.
                            Runtime.getRuntime().halt(0);
                        },
                        "shutdown"));
        if (watchParent) {
            ParentWatch.start(System.in, () -> System.exit(0));
        }
    }
}
