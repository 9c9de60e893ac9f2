package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Plural;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep validate}: checks a definition and reports every problem. */
@Command(name = "validate", description = "Check a sweep definition and report every problem with its line.")
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
        Messages.of(spec)
                .say(checked.name() + " is valid: " + Plural.of(plan.cells(), "cell") + ", "
                        + Plural.of(plan.trials(), "trial"));
        return ExitCode.OK.number();
    }
}
