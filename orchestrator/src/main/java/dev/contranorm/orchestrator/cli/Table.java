package dev.contranorm.orchestrator.cli;

import dev.contranorm.orchestrator.local.HouseDatabase;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep table}: the result table of a sweep. */
@Command(name = "table", description = "Print the result table of a sweep.")
final class Table implements Callable<Integer> {
    @Mixin
    private SweepArgument argument;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (HouseDatabase house = HouseDatabase.open(home.folder(), System.getenv(), false)) {
            Messages.of(spec)
                    .print(Tables.render(
                            house.database(),
                            argument.find(house.database()),
                            output.format(),
                            Terminal.current().columns()));
        }
        return ExitCode.OK.number();
    }
}
