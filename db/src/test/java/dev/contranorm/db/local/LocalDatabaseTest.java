package dev.contranorm.db.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.db.connection.DatabaseSettings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All tests use one folder, because creating a cluster takes seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 50, unit = TimeUnit.SECONDS)
class LocalDatabaseTest {
    @TempDir
    static Path folder;

    private static Path home() {
        return folder.resolve("database");
    }

    private static long rows(LocalDatabase database) throws SQLException {
        return number(database, "SELECT count(*) FROM kept");
    }

    private static long number(LocalDatabase database, String sql) throws SQLException {
        return Long.parseLong(text(database, sql));
    }

    private static String text(LocalDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(LocalDatabase database) throws SQLException {
        DatabaseSettings settings = database.settings();
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }

    private static void execute(LocalDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    @Order(1)
    void itIsDurableAndClosedToOthers() throws Exception {
        try (LocalDatabase database = LocalDatabase.start(home(), 0)) {
            assertThat(text(database, "SHOW fsync")).isEqualTo("on");
            assertThat(text(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(text(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(text(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(
                            database,
                            "SELECT datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding)"
                                    + " FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("b C.UTF-8 UTF8");
            assertThat(database.settings().jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.settings().jdbcUrl(), "postgres", "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(home().resolve("pgpass"))).hasSize(2);
            assertThat(database.settings().toString())
                    .doesNotContain(database.settings().password());
            execute(database, "CREATE TABLE kept (n int)");
            execute(database, "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    @Order(2)
    void theDataIsThereAfterARestartOnTheSamePort() throws Exception {
        LocalDatabase first = LocalDatabase.start(home(), 0);
        int port = port(first);
        try {
            assertThat(rows(first)).isEqualTo(1);
        } finally {
            first.close();
        }
        try (LocalDatabase database = LocalDatabase.start(home(), 0)) {
            // Another program may have taken the port meanwhile.
            if (port(database) != port) {
                assertThatThrownBy(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()))
                        .isInstanceOf(BindException.class);
            }
        }
    }

    @Test
    @Order(3)
    void anotherPortIsTakenWhenTheRememberedOneIsInUse() throws Exception {
        int remembered = Integer.parseInt(Files.readString(home().resolve("port")));
        try (ServerSocket taken = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress());
                LocalDatabase database = LocalDatabase.start(home(), 0)) {
            assertThat(port(database)).isNotEqualTo(taken.getLocalPort());
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    @Order(4)
    void aRequestedPortThatIsInUseIsReported() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalDatabase.start(home(), taken.getLocalPort()))
                    .isInstanceOf(LocalDatabaseException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    @Order(5)
    void aSecondStartOnTheSameFolderIsRefused() {
        LocalDatabase first = LocalDatabase.start(home(), 0);
        try {
            assertThatThrownBy(() -> LocalDatabase.start(home(), 0))
                    .isInstanceOf(LocalDatabaseException.class)
                    .hasMessageContaining("is in use by another process "
                            + ProcessHandle.current().pid());
        } finally {
            first.close();
        }
    }

    @Test
    @Order(6)
    void theDataSurvivesAKilledProcess() throws Exception {
        Process child = child();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("written");
            assertThatThrownBy(() -> LocalDatabase.start(home(), 0))
                    .hasMessageContaining("is in use by another process " + child.pid());
            long server = Long.parseLong(
                    Files.readAllLines(home().resolve("data/postmaster.pid")).get(0));
            child.destroyForcibly().waitFor();
            assertThat(ProcessHandle.of(server))
                    .as("the server outlives its process")
                    .isPresent();

            try (LocalDatabase database = LocalDatabase.start(home(), 0)) {
                assertThat(rows(database)).isEqualTo(2);
                assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive))
                        .isEmpty();
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process child() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        home().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes a row and waits to be killed. */
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            LocalDatabase database = LocalDatabase.start(Path.of(arguments[0]), 0);
            execute(database, "INSERT INTO kept VALUES (2)");
            System.out.println("written");
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    @Order(7)
    void aStaleProcessNumberOfAnotherProgramIsNotKilled() throws Exception {
        // As after a power cut, when the process number belongs to another program.
        Files.writeString(
                home().resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (LocalDatabase database = LocalDatabase.start(home(), 0)) {
            assertThat(rows(database)).isEqualTo(2);
        }
    }

    @Test
    @Order(8)
    void aClusterIsCreatedAgainAfterItsCreationWasInterrupted() throws Exception {
        Path broken = folder.resolve("broken");
        Files.createDirectories(broken.resolve("data"));
        Files.writeString(broken.resolve("data/postgresql.conf"), "half wri");
        try (LocalDatabase database = LocalDatabase.start(broken, 0)) {
            assertThat(number(database, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    @Order(9)
    void aNewDatabaseIsNotCreatedOnAFullDisk() throws Exception {
        Path fresh = Files.createDirectories(folder.resolve("fresh"));
        assertThatThrownBy(() -> new LocalFolder(fresh).requireRoom(Long.MAX_VALUE))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("free some space");
        // An existing one starts, and PostgreSQL itself reports what it lacks.
        new LocalFolder(home()).requireRoom(Long.MAX_VALUE);
    }

    @Test
    @Order(10)
    void aServerThatCannotStartIsReportedAtOnceWithItsLastError() throws Exception {
        Path version = home().resolve("data/PG_VERSION");
        String right = Files.readString(version);
        Files.writeString(version, "9\n");
        assertThatThrownBy(() -> LocalDatabase.start(home(), 0))
                .isInstanceOf(LocalDatabaseException.class)
                .hasMessageContaining("database files are incompatible with server")
                .hasMessageContaining("server.log");
        Files.writeString(version, right);
        try (LocalDatabase database = LocalDatabase.start(home(), 0)) {
            assertThat(rows(database)).isEqualTo(2);
        }
    }

    private static int port(LocalDatabase database) {
        String url = database.settings().jdbcUrl();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1, url.lastIndexOf('/')));
    }
}
