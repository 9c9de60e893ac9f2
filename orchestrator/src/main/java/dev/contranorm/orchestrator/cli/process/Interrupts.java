package dev.contranorm.orchestrator.cli.process;

import dev.contranorm.orchestrator.cli.output.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What Ctrl-C and SIGTERM do. Shutdown hooks would not do: they run all at once, and the libraries' own hooks stop the
 * database while the workers still report. So the first signal only interrupts the thread that works, which stops
 * everything in order; the second ends the process at once.
 */
public final class Interrupts {
    private static volatile boolean requested;
    private static volatile String farewell = "";

    private Interrupts() {}

    /** Whether a signal has come. */
    public static boolean requested() {
        return requested;
    }

    /** What to say at the end. */
    public static String farewell() {
        return farewell;
    }

    /**
     * From now on a signal interrupts the calling thread.
     *
     * @param first said at once, "" for nothing
     * @param last said when everything has stopped
     */
    public static void interruptThisThread(String first, String last) {
        farewell = last;
        Thread worker = Thread.currentThread();
        handle("INT", worker, first);
        handle("TERM", worker, first);
    }

    private static void onSignal(Thread worker, String first) {
        if (requested) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
        requested = true;
        if (!first.isEmpty()) {
            System.err.println("sweep: " + first);
        }
        worker.interrupt();
    }

    /**
     * Through reflection because sun.misc.Signal, which every JDK has, makes the compiler warn. A signal that the parent
     * process has set to be ignored stays ignored.
     */
    private static void handle(String name, Thread worker, String first) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    onSignal(worker, first);
                    return null;
                }
                return method.getName().equals("equals") ? (Object) (proxy == arguments[0]) : (Object) 0;
            };
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call));
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            // Without it the JVM's own way remains: everything ends at once, and the next run recovers.
        }
    }
}
