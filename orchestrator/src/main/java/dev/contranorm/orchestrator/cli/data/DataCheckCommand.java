package dev.contranorm.orchestrator.cli.data;

import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.ParameterValues;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.dataset.DataCheck;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep data check}: reads a dataset whole, says what is in it, and compares it with what was published. */
@Command(
        name = "check",
        description = "Read a dataset as training would, say what is in it, and compare that with what was published.")
final class DataCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "Name of the dataset.")
    private String name;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A parameter of the dataset, for example --set dataset.nodes=2000. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    @Mixin
    private DataOption data;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws DatasetException {
        TrialSpec trial = new DatasetNames().trialOn(name, ParameterValues.values(parameters));
        DataCheck check = new DataCheck(data.folder());
        SortedMap<String, Object> facts = check.inspect(trial);
        List<String> columns = new ArrayList<>(List.of("dataset"));
        List<Object> values = new ArrayList<>(List.of(name));
        facts.forEach((fact, value) -> {
            columns.add(fact);
            values.add(value);
        });
        Messages messages = Messages.of(spec);
        messages.print(new RowsTable(columns, List.of(values)).render(output.format()));
        List<String> differences = check.differences(trial, facts);
        differences.forEach(difference -> messages.say(name + ": " + difference));
        if (!differences.isEmpty()) {
            messages.say(name + " is not the published data; get its files again, or keep it under another name");
            return ExitCode.FAILURE.number();
        }
        return ExitCode.OK.number();
    }
}
