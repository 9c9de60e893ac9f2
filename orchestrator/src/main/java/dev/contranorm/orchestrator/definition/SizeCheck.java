package dev.contranorm.orchestrator.definition;

import java.math.BigInteger;
import java.util.Locale;

/** Whether a sweep that is right in every part is also of a size that can be run. */
final class SizeCheck {
    private final SweepDefinition definition;
    private final Section top;
    private final Problems problems;
    private final long trialLimit;

    /** @param top where the definition stands, for the places of problems */
    SizeCheck(SweepDefinition definition, Section top, long trialLimit) {
        this.definition = definition;
        this.top = top;
        this.problems = top.scalars().problems();
        this.trialLimit = trialLimit;
    }

    void check() {
        BigInteger combinations = definition.combinations().count();
        if (combinations.signum() == 0) {
            problems.add(top.placeOf("exclude"), "exclude", "leaves no cell", "drop an entry");
            return;
        }
        checkSampling(combinations);
        checkTrials();
        if (definition.canonicalText().length() > SweepReader.LARGEST_TEXT) {
            problems.add(top.placeOf("parameters"), "parameters", "is too large when written out", "use fewer values");
        }
    }

    private void checkSampling(BigInteger combinations) {
        if (definition.sampling().isEmpty()) {
            return;
        }
        BigInteger cells = BigInteger.valueOf(definition.sampling().get().cells());
        boolean finite = definition.axes().stream().allMatch(axis -> axis.domain() instanceof Domain.Values);
        if (finite && cells.compareTo(combinations) > 0) {
            String key = top.has("cells") ? "cells" : "trials";
            problems.add(
                    top.placeOf(key),
                    key,
                    "asks for " + cells + " cells, but there are only " + combinations + " different ones",
                    "ask for fewer, or use method: grid");
        }
        if (top.has("trials") && definition.splits().isPresent()) {
            problems.add(
                    top.placeOf("trials"),
                    "trials",
                    "cannot be shared out: cells are repeated over the splits of their datasets",
                    "say how many cells");
        }
    }

    private void checkTrials() {
        BigInteger runs = definition.runs();
        BigInteger trials = runs.multiply(BigInteger.valueOf(definition.seeds().size()));
        if (trials.compareTo(BigInteger.valueOf(trialLimit)) > 0) {
            problems.add(
                    top.placeOf("parameters"),
                    "parameters",
                    String.format(
                            Locale.ROOT,
                            "%,d %s with %,d seeds are %,d trials, more than the limit of %,d",
                            runs,
                            definition.splits().isPresent() ? "cells and splits" : "cells",
                            definition.seeds().size(),
                            trials,
                            trialLimit),
                    "use fewer values, exclude some, or method: random");
        }
    }
}
