package dev.contranorm.worker.run;

import java.io.IOException;
import java.io.InputStream;

/** Notices the end of the parent process: the pipe from it, which is the standard input here, reaches its end. */
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
                // Nothing is expected from the parent.
            }
        } catch (IOException broken) {
            // A broken pipe means the same as its end.
        }
    }
}
