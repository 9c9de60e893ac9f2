package dev.contranorm.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invalid input gives one clear message, the documented exit code, no data on standard output and no stack trace. */
class BadInputTest {
    @TempDir
    private Path folder;

    @Test
    void anInvalidDefinitionExitsWithTwoAndReportsEveryProblemWithItsLine() throws IOException {
        Captured run = Captured.of(
                "run", definition("protokol: paper", "dataset: {value: kora}", "norm: {values: [contranorm]}"));

        assertRefused(run, 2);
        assertThat(run.err())
                .contains("the definition has 3 problems:")
                .contains("sweep.yaml:4:1: protokol")
                .contains("did you mean 'cora'?")
                .contains("did you mean 'contra-norm'?");
    }

    @Test
    void aFileThatIsNotYamlExitsWithTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "name: [unclosed\n  - \t{");

        assertRefused(Captured.of("validate", file.toString()), 2);
    }

    @Test
    void aMissingDefinitionExitsWithTwoAndIsNamed() {
        Captured run = Captured.of("plan", folder.resolve("none.yaml").toString());

        assertRefused(run, 2);
        assertThat(run.err()).contains("none.yaml: no such file");
    }

    @Test
    void aFolderInsteadOfADefinitionExitsWithTwo() {
        assertRefused(Captured.of("run", folder.toString()), 2);
    }

    @Test
    void aBinaryFileInsteadOfADefinitionExitsWithTwo() throws IOException {
        Path file = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertRefused(Captured.of("validate", file.toString()), 2);
    }

    @Test
    void aMissingDataFileIsReportedBeforeAnythingStarts() throws IOException {
        Path home = folder.resolve("home");
        Captured run = Captured.of("run", onCora(), "--data", folder.toString(), "--home", home.toString());

        assertRefused(run, 1);
        assertThat(run.err())
                .contains("ind.cora.")
                .contains(folder.resolve("cora").toString())
                .contains("https://github.com/kimiyoung/planetoid")
                .contains("sweep data fetch cora");
        assertThat(home).doesNotExist();
    }

    @Test
    void aTruncatedDataFileIsReportedBeforeAnythingStarts() throws IOException {
        Path raw = Files.createDirectories(folder.resolve("cora/raw"));
        Files.write(raw.resolve("ind.cora.allx"), new byte[] {(byte) 0x80, 2, 'c'});
        Captured run = Captured.of(
                "run",
                onCora(),
                "--data",
                folder.toString(),
                "--home",
                folder.resolve("home").toString());

        assertRefused(run, 1);
        assertThat(run.err()).contains("ind.cora.allx is damaged").contains("sweep data fetch cora");
    }

    @Test
    void anUnknownDatasetExitsWithFour() {
        Captured run = Captured.of("data", "check", "kora");

        assertRefused(run, 4);
        assertThat(run.err()).contains("there is no dataset 'kora'").contains("cora");
    }

    @Test
    void aHomeWithoutADatabaseIsReported() {
        Captured run = Captured.of("ls", "--home", folder.resolve("empty").toString());

        assertRefused(run, 1);
        assertThat(run.err()).contains("no sweep has been run in").contains("sweep run FILE");
    }

    @Test
    void aHomeThatCannotBeCreatedIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Captured run = Captured.of("run", noop(), "--home", file.resolve("home").toString());

        assertRefused(run, 1);
        assertThat(run.err()).contains("cannot be created").contains("SWEEP_HOME");
    }

    @Test
    void optionsOutOfRangeExitWithTwo() throws IOException {
        assertRefused(Captured.of("run", noop(), "--workers", "-1"), 2);
        assertRefused(Captured.of("run", noop(), "--threads", "0"), 2);
        assertRefused(Captured.of("run", noop(), "--http-port", "70000"), 2);
        assertRefused(Captured.of("bench", "op", "--shape", "32"), 2);
    }

    @Test
    void aStackTraceIsPrintedOnlyWithDebug() throws IOException {
        assertThat(Captured.of("validate", definition("protokol: paper")).err()).doesNotContain("\tat ");
        assertThat(Captured.of("validate", definition("protokol: paper"), "--debug")
                        .err())
                .contains("\tat dev.contranorm");
    }

    private static void assertRefused(Captured run, int code) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("sweep: ").doesNotContain("\tat ").doesNotContain("internal error");
    }

    private String definition(String line, String... parameters) throws IOException {
        String text = "apiVersion: sweep/v1\nkind: Sweep\nname: bad\n" + line
                + "\nmetric: {name: test/accuracy, goal: maximize}\nseeds: [0]\nparameters:\n  backbone: {value: deep-gcn}\n  "
                + String.join("\n  ", parameters) + "\n";
        return Files.writeString(folder.resolve("sweep.yaml"), text).toString();
    }

    private String onCora() throws IOException {
        return definition("protocol: paper", "dataset: {value: cora}", "norm: {value: none}");
    }

    private String noop() throws IOException {
        Path file = folder.resolve("noop.yaml");
        return Files.writeString(file, Definitions.noop("noop", 3)).toString();
    }
}
