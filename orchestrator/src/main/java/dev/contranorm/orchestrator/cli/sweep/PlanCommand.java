package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.cli.option.DefinitionArgument;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.WorkersOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.watch.DurationText;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.local.KnownResults;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.orchestrator.plan.PlanSummary;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep plan}: what a definition would run, before anything runs. */
@Command(
        name = "plan",
        description = "Show what a definition would run: cells, trials, what is known already, and an estimate.")
public final class PlanCommand implements Callable<Integer> {
    @Mixin
    private DefinitionArgument definition;

    @Mixin
    private HomeOption home;

    @Mixin
    private WorkersOption workers;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Messages messages = Messages.of(spec);
        Catalogue catalogue = Catalogue.load();
        SweepDefinition wanted = definition.read(catalogue);
        Plan plan = Plan.of(wanted, catalogue);
        PlanSummary summary = KnownResults.of(home.folder(), System.getenv(), plan::summary);
        if (output.format() == TableFormat.TABLE) {
            messages.print(text(summary));
        } else {
            messages.print(row(summary).render(output.format()));
        }
        return ExitCode.OK.number();
    }

    private String text(PlanSummary summary) {
        StringBuilder text =
                new StringBuilder().append("sweep ").append(summary.name()).append('\n');
        int width = summary.axes().stream()
                .mapToInt(axis -> axis.key().length())
                .max()
                .orElse(0);
        for (PlanSummary.AxisValues axis : summary.axes()) {
            text.append("  ")
                    .append(axis.key())
                    .append(" ".repeat(width - axis.key().length() + 2))
                    .append(axis.values())
                    .append(axis.when().isEmpty() ? "" : "  when " + axis.when())
                    .append('\n');
        }
        text.append(summary.cells()).append(" cells, ").append(summary.trials()).append(" trials");
        if (summary.known() > 0) {
            text.append(", ").append(summary.known()).append(" of them known already");
        }
        text.append('\n');
        if (summary.toRun() > 0) {
            text.append(estimate(summary)).append('\n');
        }
        return text.toString();
    }

    private String estimate(PlanSummary summary) {
        return summary.estimate()
                .map(estimate -> "about " + DurationText.of(estimate.on(workers.workers())) + " on " + workers.workers()
                        + " workers, from " + estimate.measured() + " trials of a kind that was measured before")
                .orElse("no estimate: no trial of these kinds has been trained here yet");
    }

    private RowsTable row(PlanSummary summary) {
        return new RowsTable(
                List.of("name", "cells", "trials", "known", "toRun", "estimatedSeconds"),
                List.of(Arrays.asList(
                        summary.name(),
                        summary.cells(),
                        summary.trials(),
                        summary.known(),
                        summary.toRun(),
                        summary.estimate()
                                .map(estimate -> estimate.on(workers.workers()).toSeconds())
                                .orElse(null))));
    }
}
