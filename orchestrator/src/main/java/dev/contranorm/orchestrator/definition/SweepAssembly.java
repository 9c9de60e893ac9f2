package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;

/** The third stage: adds the splits of the datasets, makes the definition and checks its size. */
final class SweepAssembly {
    private final Catalogue catalogue;
    private final Problems problems;
    private final long trialLimit;

    SweepAssembly(Catalogue catalogue, Problems problems, long trialLimit) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.trialLimit = trialLimit;
    }

    /**
     * @return to be used when no problem was found in it
     * @throws TooEntangledException when its conditions depend on one another in too many ways
     */
    SweepDefinition assemble(CheckedSweep checked) {
        WrittenSweep written = checked.written();
        SweepDefinition definition = new SweepDefinition(
                written.title().name(),
                written.title().description(),
                written.cells().method(),
                written.cells().sampling(),
                written.metric().orElseThrow().metric(),
                written.protocols(),
                written.seeds(),
                axes(checked),
                checked.exclude(),
                written.limits());
        new SizeCheck(definition, written.top(), trialLimit).check();
        return definition;
    }

    private List<Axis> axes(CheckedSweep checked) {
        List<Axis> axes = checked.axes().stream().map(WrittenAxis::axis).toList();
        WrittenSweep written = checked.written();
        Place datasets =
                written.parameters().axis("dataset").map(WrittenAxis::place).orElse(written.parametersPlace());
        return new SplitAxis(catalogue, problems).completed(axes, written.protocols(), datasets);
    }
}
