package dev.contranorm.orchestrator.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.orchestrator.local.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseLockTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsFreeBeforeAndAfterItsLockIsHeld() {
        HouseFolder home = new HouseFolder(folder);
        assertThat(HouseLock.taken(home)).isFalse();
        try (HouseLock lock = HouseLock.take(home)) {
            lock.describe("a test");
            assertThat(HouseLock.taken(home)).isTrue();
            assertThatThrownBy(() -> HouseLock.take(home))
                    .isInstanceOf(HouseException.class)
                    .hasMessageContaining(folder.toString());
        }
        assertThat(HouseLock.taken(home)).isFalse();
        HouseLock.take(home).close();
    }

    @Test
    void anotherProcessIsToldWhoHoldsIt() throws IOException, InterruptedException {
        try (HouseLock lock = HouseLock.take(new HouseFolder(folder))) {
            lock.describe("sweep up");
            assertThat(inAnotherProcess())
                    .contains("another sweep process works in " + folder)
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
            try (HouseLock lock = HouseLock.take(new HouseFolder(Path.of(arguments[0])))) {
                lock.describe("a test");
                System.out.println("free");
            } catch (HouseException taken) {
                System.out.println(taken.getMessage());
            }
        }
    }
}
