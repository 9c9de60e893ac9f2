package dev.contranorm.orchestrator.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.orchestrator.local.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsFreeBeforeAndAfterItsLockIsHeld() {
        SweepHome home = new SweepHome(folder);
        assertThat(HomeLock.taken(home)).isFalse();
        try (HomeLock lock = HomeLock.take(home)) {
            lock.describe("a test");
            assertThat(HomeLock.taken(home)).isTrue();
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(LocalServerException.class)
                    .hasMessageContaining(folder.toString());
        }
        assertThat(HomeLock.taken(home)).isFalse();
        HomeLock.take(home).close();
    }

    @Test
    void anotherProcessIsToldWhoHoldsIt() throws IOException, InterruptedException {
        try (HomeLock lock = HomeLock.take(new SweepHome(folder))) {
            lock.describe("sweep up");
            assertThat(inAnotherProcess())
                    .contains("another sweep process uses " + folder)
                    .contains("process " + ProcessHandle.current().pid() + ", sweep up")
                    .contains("sweep submit FILE");
        }
        assertThat(inAnotherProcess()).contains("free");
    }

    private String inAnotherProcess() throws IOException, InterruptedException {
        Process process = JavaCommand.of(Taker.class.getName(), "64m", List.of(folder.toString()), System.getenv())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    /** Tries to take the lock of a folder. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) {
            try (HomeLock lock = HomeLock.take(new SweepHome(Path.of(arguments[0])))) {
                lock.describe("a test");
                System.out.println("free");
            } catch (LocalServerException taken) {
                System.out.println(taken.getMessage());
            }
        }
    }
}
