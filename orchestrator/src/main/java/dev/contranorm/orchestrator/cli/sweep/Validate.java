package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep validate}: checks a definition and tells everything that is wrong with it. */
@Command(name = "validate", description = "Check a sweep definition; every problem is told with its line.")
public final class Validate implements Callable<Integer> {
    @Mixin
    private DefinitionArgument definition;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        SweepDefinition checked = definition.read(catalogue);
        Plan plan = Plan.of(checked, catalogue);
        Messages.of(spec).say(checked.name() + " is valid: " + plan.cells() + " cells, " + plan.trials() + " trials");
        return ExitCode.OK.number();
    }
}
