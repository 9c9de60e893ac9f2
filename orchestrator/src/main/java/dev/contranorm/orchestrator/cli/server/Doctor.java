package dev.contranorm.orchestrator.cli.server;

import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.MachineCheck;
import dev.contranorm.orchestrator.report.RowsTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep doctor}: whether this machine can run a sweep. */
@Command(
        name = "doctor",
        description = "Look whether this machine can run a sweep: JDK, memory, disk, ports, native library, database,"
                + " broker, data folder, MLflow.")
public final class Doctor implements Callable<Integer> {
    @Mixin
    private HomeOption home;

    @Mixin
    private DataOption data;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<MachineCheck.Finding> findings = new MachineCheck(home.folder(), data.folder(), System.getenv()).all();
        List<List<Object>> rows = findings.stream()
                .map(finding -> List.<Object>of(
                        finding.part(), finding.health().name().toLowerCase(Locale.ROOT), finding.detail()))
                .toList();
        Messages.of(spec).print(new RowsTable(List.of("part", "health", "detail"), rows).render(output.format()));
        boolean well = findings.stream().noneMatch(finding -> finding.health() == MachineCheck.Health.BAD);
        return (well ? ExitCode.OK : ExitCode.FAILURE).number();
    }
}
