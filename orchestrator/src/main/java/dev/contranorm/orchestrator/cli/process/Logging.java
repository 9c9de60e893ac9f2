package dev.contranorm.orchestrator.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the log goes: a house writes to its folder, a worker process to standard output (which its house keeps), every other
 * command says nothing but its own messages, unless {@code --debug} asks for warnings. Made in code because reading logback's
 * XML costs every command a tenth of a second.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %msg%n";
    private static final List<String> TALKATIVE = List.of(
            "kafka",
            "org.apache.kafka",
            "state.change.logger",
            "org.apache.camel",
            "org.flywaydb",
            "com.zaxxer",
            "io.vertx",
            "io.netty",
            "io.zonky",
            "org.mlflow_project");

    /** Called by logback when the first logger is made. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (getClass().getResource("/logback-test.xml") != null) {
            // A test says for itself what it shows.
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        boolean worker = console();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget(worker ? "System.out" : "System.err");
        attach(context, console, worker ? Level.INFO : Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * From now on the log goes to a file, which is renamed when it has 20 MB; two older ones are kept. Where it goes to
     * standard output (a worker, a container) it stays there.
     */
    public static void toFile(Path file) {
        if (console()) {
            return;
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(file.toString());
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(appender);
        older.setFileNamePattern(file + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(2);
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("20MB"));
        older.start();
        size.start();
        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(size);
        attach(context, appender, Level.INFO);
    }

    private static boolean console() {
        return System.getProperty("sweep.log", "").equals("console");
    }

    /** From now on warnings are shown. */
    static void toStandardError() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        attach((LoggerContext) LoggerFactory.getILoggerFactory(), console, Level.WARN);
    }

    private static void attach(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Level level) {
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(level);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        if (level != Level.OFF) {
            TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
            // Says "Rate limit exceeded" about every error status; the projection says once that MLflow is away.
            context.getLogger("org.mlflow.tracking").setLevel(Level.OFF);
            // Repeats every second that a broker is away; the orchestrator says it once.
            context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
