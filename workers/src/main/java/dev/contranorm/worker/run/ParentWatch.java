package dev.contranorm.worker.run;

import java.io.IOException;
import java.io.InputStream;

/** Ends a child process when its parent is gone: then the pipe that the parent held as standard input reads to its end. */
final class ParentWatch {
    private ParentWatch() {}

    static void start(InputStream pipe, Runnable onParentGone) {
        Thread thread = new Thread(
                () -> {
                    awaitEnd(pipe);
                    onParentGone.run();
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd(InputStream pipe) {
        byte[] ignored = new byte[256];
        try {
            while (pipe.read(ignored) >= 0) {
                // What a parent says is not for the worker.
            }
        } catch (IOException broken) {
            // As good as the end.
        }
    }
}
