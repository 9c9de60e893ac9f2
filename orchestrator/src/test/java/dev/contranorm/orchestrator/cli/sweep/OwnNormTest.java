package dev.contranorm.orchestrator.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.cli.Captured;
import dev.contranorm.orchestrator.cli.SweepProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the example {@code model-zoo/examples/own-norm} to a jar, loads it with {@code SWEEP_PLUGINS} and trains it. */
@Timeout(180)
class OwnNormTest {
    private static final Path ZOO = Path.of("..", "model-zoo").toAbsolutePath().normalize();
    private static final Path EXAMPLE = ZOO.resolve("examples/own-norm");
    private static final String DEFINITION = EXAMPLE.resolve("sweep.yaml").toString();
    private static final String SOURCE = "src/main/java/org/example/MeanNorm.java";

    @TempDir
    private static Path folder;

    private static Path jar;

    @BeforeAll
    static void createTheJar() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-processing,-classfile,-path",
                        "-Werror",
                        "--release",
                        "17",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        EXAMPLE.resolve(SOURCE).toString());
        assertThat(code).as("the example compiles").isZero();
        jar = folder.resolve("mean-norm.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out)) {
            addAll(archive, classes);
            addAll(archive, EXAMPLE.resolve("src/main/resources"));
        }
    }

    private static void addAll(JarOutputStream archive, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                archive.putNextEntry(
                        new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, archive);
                archive.closeEntry();
            }
        }
    }

    @Test
    void theNormIsTrainedAndShownInTheTable() throws IOException, InterruptedException {
        SweepProcess run = sweep(
                jar,
                "run",
                DEFINITION,
                "--workers=1",
                "-o=json",
                "--set=seeds=0",
                "--set=backbone=gcn",
                "--set=depth=2",
                "--set=dataset.nodes=100",
                "--set=norm=none,mean-norm",
                "--set=epochs=2");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode cells = new ObjectMapper().readTree(run.out());
        assertThat(cells)
                .extracting(cell -> cell.get("parameters").get("norm").asText())
                .containsExactlyInAnyOrder("none", "mean-norm");
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.get("n").asInt()).isEqualTo(1);
            assertThat(cell.get("failed").asInt()).isZero();
            assertThat(cell.get("mean").isNumber()).isTrue();
        });

        assertThat(rows("select distinct metrics ->> 'train/loss' as loss from trial_detail"))
                .as("the norm changes what is computed")
                .hasSize(2);
        assertThat(rows("select content -> 'libraries' ->> 'plugin/mean-norm.jar' as digest from provenance"))
                .allMatch(digest -> digest.matches("sha256:[0-9a-f]{64}"))
                .isNotEmpty();
        assertTheNetworkIsExported();
    }

    private static void assertTheNetworkIsExported() throws IOException, InterruptedException {
        String trial = rows("select trial_id from trial_detail where norm = 'mean-norm'")
                .get(0);
        Path network = folder.resolve("network");

        SweepProcess export = sweep(jar, "export-model", trial, "-d=" + network);

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(network.resolve("model.safetensors")).isNotEmptyFile();
    }

    /** The lines of a CSV file after the header. */
    private static List<String> rows(String query) {
        Captured captured = Captured.of("query", query, "-o=csv", "--home=" + folder.resolve("home"));
        assertThat(captured.code()).as(captured.err()).isZero();
        return captured.out().lines().skip(1).toList();
    }

    @Test
    void withoutTheJarTheNormIsUnknown() throws IOException, InterruptedException {
        SweepProcess validate = SweepProcess.run(folder, Map.of(), "validate", DEFINITION);

        assertThat(validate.code()).isEqualTo(2);
        assertThat(validate.err()).contains("'mean-norm' is unknown");
    }

    @Test
    void commandsAndWorkersReportAMissingJarImmediately() throws IOException, InterruptedException {
        Path missing = folder.resolve("missing.jar");
        String message = "SWEEP_PLUGINS: '" + missing + "' does not exist; name jars or folders of jars";

        SweepProcess validate = sweep(missing, "validate", DEFINITION);
        SweepProcess worker = SweepProcess.run(
                folder,
                Map.of("SWEEP_PLUGINS", missing.toString(), "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
                "worker");

        assertThat(validate.code()).as(validate.err()).isEqualTo(2);
        assertThat(validate.err()).startsWith("sweep: " + message);
        assertThat(worker.code()).as(worker.err()).isEqualTo(2);
        assertThat(worker.err()).contains("worker: " + message);
    }

    @Test
    void theReadmeContainsTheCurrentExample() throws IOException {
        String source = Files.readString(EXAMPLE.resolve(SOURCE));

        assertThat(Files.readString(ZOO.resolve("README.md")))
                .contains(source.substring(source.indexOf("public final class")));
    }

    private static SweepProcess sweep(Path plugins, String... arguments) throws IOException, InterruptedException {
        return SweepProcess.run(folder, Map.of("SWEEP_PLUGINS", plugins.toString()), arguments);
    }
}
