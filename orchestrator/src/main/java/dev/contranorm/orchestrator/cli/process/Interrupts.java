package dev.contranorm.orchestrator.cli.process;

import dev.contranorm.orchestrator.cli.output.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handles Ctrl-C and SIGTERM. Shutdown hooks are no alternative: they all run at the same time, and hooks of the libraries
 * stop the database while the workers still report. So the first signal only interrupts the thread of the command, which
 * stops everything in order; the second signal ends the process immediately.
 */
public final class Interrupts {
    private static volatile boolean requested;
    private static volatile String farewell = "";

    private Interrupts() {}

    /** Whether a signal has arrived. */
    public static boolean requested() {
        return requested;
    }

    /** The message to print when everything has stopped. */
    public static String farewell() {
        return farewell;
    }

    /**
     * Makes signals interrupt the calling thread from now on.
     *
     * @param first the message to print at the signal, "" for none
     * @param last the message to print when everything has stopped
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
            System.err.println("sweep: " + first + " (press Ctrl-C again to stop immediately)");
        }
        worker.interrupt();
    }

    /**
     * Uses reflection because the compiler warns about sun.misc.Signal, which every JDK has. A signal that the parent
     * process ignores stays ignored.
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
            // The default of the JVM remains: the process ends immediately, and the next run recovers.
        }
    }
}
