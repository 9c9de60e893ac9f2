package dev.contranorm.orchestrator.cli.bench;

import dev.contranorm.orchestrator.bench.MeasurementException;
import dev.contranorm.orchestrator.bench.MeasurementProcess;
import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.ParameterValues;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.dataset.DataCheck;
import dev.contranorm.zoo.bench.Cost;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep bench step}: what a training step costs. */
@Command(name = "step", description = "Measure a training step in a process of its own: medians over the steps.")
final class BenchStep implements Callable<Integer> {
    @Option(names = "--backbone", paramLabel = "NAME", defaultValue = "deep-gcn", description = "Default: deep-gcn.")
    private String backbone;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Default: a generated one that fits the backbone.")
    private String dataset;

    @Option(names = "--norm", paramLabel = "NAME", defaultValue = "contra-norm", description = "Default: contra-norm.")
    private String norm;

    @Option(names = "--depth", paramLabel = "N", description = "Short for --set depth=N.")
    private Integer depth;

    @Option(names = "--batch", paramLabel = "N", description = "Short for --set batch=N.")
    private Integer batch;

    @Option(names = "--length", paramLabel = "N", description = "Short for --set length=N: tokens of a text.")
    private Integer length;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any other parameter of the trial. Repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "paper",
            description = "paper or clean (default: paper).")
    private String protocol;

    @Mixin
    private MeasurementOptions measured;

    @Mixin
    private DataOption data;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws DatasetException, MeasurementException, InterruptedException {
        Map<String, Object> assignment = new HashMap<>(ParameterValues.values(parameters));
        assignment.put("backbone", backbone);
        Catalogue catalogue = Catalogue.load();
        assignment.put("dataset", dataset == null ? generated(catalogue) : dataset);
        assignment.put("norm", norm);
        put(assignment, "depth", depth);
        put(assignment, "batch", batch);
        put(assignment, "length", length);
        TrialSpec trial = catalogue.resolve(assignment, Protocol.of(protocol), 0);
        new DataCheck(data.folder()).inspect(trial);
        Cost cost = new MeasurementProcess(System.getenv())
                .step(trial, data.folder(), measured.threads(), measured.warmup(), measured.steps());
        CostReport.print(cost, output.format(), Messages.of(spec));
        return ExitCode.OK.number();
    }

    private static void put(Map<String, Object> assignment, String key, Integer value) {
        if (value != null) {
            assignment.put(key, value.longValue());
        }
    }

    private String generated(Catalogue catalogue) {
        String family = catalogue
                .entry(CatalogueEntry.Kind.BACKBONE, backbone)
                .map(CatalogueEntry::family)
                .orElse("");
        return switch (family) {
            case CatalogueEntry.TEXT -> "synthetic-text";
            case CatalogueEntry.IMAGE -> "synthetic-images";
            default -> "sbm";
        };
    }
}
