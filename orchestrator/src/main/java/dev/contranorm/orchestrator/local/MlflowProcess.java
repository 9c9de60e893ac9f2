package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.SweepHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An MLflow server on 127.0.0.1 with its data in the home folder; needs {@code mlflow} to be installed. */
final class MlflowProcess implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(90);

    private final Process process;
    private final String address;

    private MlflowProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** The {@code mlflow} program on the PATH; empty without one. */
    static Optional<Path> program(Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve("mlflow");
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * @throws LocalServerException when it does not answer in time
     */
    static MlflowProcess start(Path program, SweepHome folder) {
        Path log = folder.logs().resolve("mlflow.log");
        try {
            Files.createDirectories(folder.mlflow());
            int port = port(folder);
            Process process = new ProcessBuilder(List.of(
                            program.toString(),
                            "server",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--workers",
                            "1",
                            "--backend-store-uri",
                            "sqlite:///" + folder.mlflow().resolve("mlflow.db"),
                            "--artifacts-destination",
                            folder.mlflow().resolve("artifacts").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            MlflowProcess server = new MlflowProcess(process, "http://127.0.0.1:" + port);
            server.awaitHealth(log);
            Files.writeString(rememberedPort(folder), Integer.toString(port));
            return server;
        } catch (IOException problem) {
            throw new LocalServerException(program + " cannot be started: " + problem.getMessage(), problem);
        }
    }

    String address() {
        return address;
    }

    private void awaitHealth(Path log) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest health = HttpRequest.newBuilder(URI.create(address + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant deadline = Instant.now().plus(STARTUP);
        try {
            while (process.isAlive() && Instant.now().isBefore(deadline)) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // It is still starting.
                }
                Thread.sleep(200);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new LocalServerException("mlflow does not answer at " + address + " (log: " + log
                + "); run without --mlflow, or name a running server with MLFLOW_TRACKING_URI");
    }

    /**
     * The previous port while it is free: the projection remembers by address what a server has, so at another address
     * everything would be written again.
     */
    private static int port(SweepHome folder) throws IOException {
        Path remembered = rememberedPort(folder);
        if (Files.exists(remembered)) {
            try {
                return boundOnce(Integer.parseInt(Files.readString(remembered).strip()));
            } catch (IOException | IllegalArgumentException takenOrDamaged) {
                // Any free port.
            }
        }
        return boundOnce(0);
    }

    private static Path rememberedPort(SweepHome folder) {
        return folder.mlflow().resolve("port");
    }

    private static int boundOnce(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // A port with lingering connections counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }

    /** Stops the server and its child processes. */
    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
