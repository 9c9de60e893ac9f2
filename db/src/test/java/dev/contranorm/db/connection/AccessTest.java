package dev.contranorm.db.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.TestDatabase;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static DatabaseSettings settings;
    private static Access access;

    @BeforeAll
    static void open() {
        settings = TestDatabase.settings(AccessTest.class);
        access = Access.open(settings);
        access.transaction(handle -> handle.execute("create table pair (id int primary key, n int)"));
        access.transaction(handle -> handle.execute("insert into pair values (1, 0), (2, 0)"));
    }

    @AfterAll
    static void close() {
        access.close();
    }

    @Test
    void theMessageForAnUnreachableServerNamesItAndWhatToDo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        DatabaseSettings away = new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/sweep", "u", "p", 2);
        assertThatThrownBy(() -> Access.open(away))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("PostgreSQL at 127.0.0.1:" + port + " is not reachable (Connection to ")
                .hasMessageEndingWith("start it, or correct DATABASE_URL");
    }

    @Test
    void aWrongPasswordIsReported() {
        assertThatThrownBy(() -> Access.open(new DatabaseSettings(settings.jdbcUrl(), "postgres", "wrong", 2)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("refused user 'postgres': correct DATABASE_USER and DATABASE_PASSWORD");
    }

    @Test
    void aMissingDatabaseIsReported() {
        assertThatThrownBy(() -> Access.open(
                        new DatabaseSettings(settings.jdbcUrl() + "_none", settings.user(), settings.password(), 2)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("create it, or correct DATABASE_URL");
    }

    @Test
    void aLostConnectionIsReportedAndTheNextCallWorks() {
        assertThatThrownBy(() ->
                        access.transaction(handle -> handle.execute("select pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(access.<Integer>read(handle ->
                        handle.createQuery("select 1").mapTo(Integer.class).one()))
                .isEqualTo(1);
    }

    @Test
    void aFullDiskIsReported() {
        DatabaseException said = new FailureTranslation(settings)
                .translate(new SQLException("could not extend file: No space left on device", "53100"));
        assertThat(said).hasMessageContaining("no disk space left: nothing was written");
    }

    @Test
    void aTransactionIsRepeatedAfterADeadlock() throws Exception {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Void> first = threads.submit(() -> addToBoth(1, 2, bothHoldOne));
            Future<Void> second = threads.submit(() -> addToBoth(2, 1, bothHoldOne));
            first.get();
            second.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(access.<List<Integer>>read(handle -> handle.createQuery("select n from pair order by id")
                        .mapTo(Integer.class)
                        .list()))
                .containsExactly(2, 2);
    }

    private static Void addToBoth(int first, int second, CyclicBarrier bothHoldOne) {
        boolean[] waited = {false};
        return access.transaction(handle -> {
            handle.execute("update pair set n = n + 1 where id = ?", first);
            if (!waited[0]) {
                waited[0] = true;
                try {
                    bothHoldOne.await();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            }
            handle.execute("update pair set n = n + 1 where id = ?", second);
            return null;
        });
    }
}
