package dev.contranorm.orchestrator.local.process;

import dev.contranorm.orchestrator.local.home.SweepHome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The worker processes of a local server. */
public final class WorkerPool implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_CRASHES = 5;
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final List<WorkerSlot> slots;

    private WorkerPool(List<WorkerSlot> slots) {
        this.slots = slots;
    }

    public static WorkerPool start(WorkerCommand command, int workers, SweepHome folder) {
        List<WorkerSlot> slots = new ArrayList<>();
        for (int number = 1; number <= workers; number++) {
            String name = "worker-" + number;
            WorkerSlot slot = new WorkerSlot(
                    name,
                    command,
                    folder.logs().resolve(name + ".log"),
                    new RestartDelay(FIRST_WAIT, MOST_CRASHES, HEALTHY));
            slot.start();
            slots.add(slot);
        }
        return new WorkerPool(slots);
    }

    /** Why no worker is left that can train; empty while one is, and in a server without workers. */
    public Optional<String> failure() {
        List<String> failures = slots.stream()
                .map(WorkerSlot::failure)
                .flatMap(Optional::stream)
                .toList();
        return !failures.isEmpty() && failures.size() == slots.size() ? Optional.of(failures.get(0)) : Optional.empty();
    }

    /** Process ids of the running workers. */
    public List<Long> processes() {
        return slots.stream().map(WorkerSlot::pid).flatMap(Optional::stream).toList();
    }

    /** Stops all workers at once and waits for them. */
    @Override
    public void close() {
        slots.forEach(WorkerSlot::stop);
        boolean interrupted = false;
        for (WorkerSlot slot : slots) {
            while (true) {
                try {
                    slot.await();
                    break;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
