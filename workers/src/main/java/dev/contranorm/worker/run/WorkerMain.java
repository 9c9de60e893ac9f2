package dev.contranorm.worker.run;

/** The worker process. */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException();
    }
}
