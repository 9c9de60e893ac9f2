package dev.contranorm.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.orchestrator.cli.output.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What parses and what does not; nothing is executed here. */
class CommandLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run sweep.yaml",
                "run sweep.yaml --workers 3 --threads 2 --data /data --home /tmp/x --http-port 0 --mlflow -o json",
                "run sweep.yaml --set depth=2,4 --set seeds=0 --debug",
                "run -",
                "up --workers 0 --http-port 8081",
                "worker --name a --threads 2 --data /data",
                "validate sweep.yaml --set depth=2",
                "plan sweep.yaml --workers 4 -o markdown",
                "submit sweep.yaml",
                "ls --limit 3 -o csv",
                "status",
                "status 3 -o json",
                "watch quickstart",
                "pause 1",
                "resume 1",
                "stop 1",
                "cancel 1",
                "retry 1",
                "table 1 -o latex",
                "trial 17 --history -o csv",
                "export 1 -d out",
                "query 'select 1' --limit 5",
                "mlflow sync --tracking-uri http://localhost:5000",
                "data ls",
                "data check sbm --set dataset.nodes=100",
                "data fetch cora citeseer --mirror http://localhost/files",
                "bench step --backbone deep-gcn --dataset cora --depth 16 --norm contra-norm --threads 2 --steps 20 -o json",
                "bench op --shape 2708x32 --strategy blocked",
                "bench bus --trials 10000 --workers 2",
                "doctor -o json",
                "completion"
            })
    void itParses(String line) {
        assertThatCode(() -> Sweep.commandLine().parseArgs(words(line))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run a.yaml b.yaml",
                "run sweep.yaml --workers many",
                "run sweep.yaml -o xml",
                "trial first",
                "data fetch",
                "bench step --depth deep",
                "sweep",
                "ls --everything"
            })
    void itDoesNotParse(String line) {
        assertThatThrownBy(() -> Sweep.commandLine().parseArgs(words(line))).isInstanceOf(ParameterException.class);
    }

    @Test
    void aMistypedCommandIsTwoAndSaysWhatWasPerhapsMeant() {
        Captured run = Captured.of("tabel");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'tabel'").contains("sweep table").contains("Try 'sweep --help'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void helpListsEveryCommandAndEveryExitCode() {
        Captured run = Captured.of("--help");

        assertThat(run.code()).isZero();
        Sweep.commandLine().getSubcommands().keySet().forEach(command -> assertThat(run.out())
                .contains("  " + command));
        for (ExitCode code : ExitCode.values()) {
            assertThat(run.out()).contains(String.format("%3d  ", code.number()));
        }
    }

    @Test
    void everyCommandDescribesItselfAndItsOptions() {
        check(Sweep.commandLine());
    }

    private static void check(CommandLine command) {
        List<String> undescribed = command.getCommandSpec().options().stream()
                .filter(option -> option.description().length == 0)
                .map(option -> command.getCommandName() + " " + option.longestName())
                .toList();
        assertThat(undescribed).isEmpty();
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(command.getCommandName())
                .isNotEmpty();
        command.getSubcommands().values().forEach(CommandLineTest::check);
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        Captured run = Captured.of("completion");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("complete -F _complete_sweep")
                .contains("validate")
                .contains("doctor");
    }

    private static String[] words(String line) {
        return line.replace("'select 1'", "select_1").split(" ");
    }
}
