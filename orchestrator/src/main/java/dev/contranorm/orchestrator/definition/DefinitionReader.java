package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a sweep of a definition in three stages: {@link SweepReader} takes what is written, {@link SweepCheck} compares it
 * with the catalogue, {@link SweepAssembly} makes the definition. Safe from several threads.
 */
public final class DefinitionReader {
    /** Trials of one sweep unless somebody asks for more. */
    public static final long DEFAULT_TRIAL_LIMIT = 1_000_000;

    private final Catalogue catalogue;
    private final long trialLimit;

    public DefinitionReader(Catalogue catalogue) {
        this(catalogue, DEFAULT_TRIAL_LIMIT);
    }

    /** @param trialLimit trials that a sweep may have */
    public DefinitionReader(Catalogue catalogue, long trialLimit) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.trialLimit = trialLimit;
    }

    /**
     * @param yaml the text
     * @param fileName how problems name the text
     * @param sets the command line's {@code --set} options, which replace what the text says
     * @throws InvalidDefinitionException with every problem found; nothing else is thrown, whatever the text
     */
    public SweepDefinition read(String yaml, String fileName, List<SetOption> sets) {
        Problems problems = new Problems();
        Optional<SweepDefinition> definition = new SweepReader(catalogue, problems)
                .read(yaml, fileName, sets)
                .flatMap(written -> checked(written, problems));
        problems.refuse();
        return definition.orElseThrow();
    }

    private Optional<SweepDefinition> checked(WrittenSweep written, Problems problems) {
        try {
            return new SweepCheck(catalogue, problems)
                    .check(written)
                    .map(checked -> new SweepAssembly(catalogue, problems, trialLimit).assemble(checked));
        } catch (TooEntangledException entangled) {
            problems.add(written.parametersPlace(), "parameters", entangled.getMessage(), "use fewer");
            return Optional.empty();
        }
    }
}
