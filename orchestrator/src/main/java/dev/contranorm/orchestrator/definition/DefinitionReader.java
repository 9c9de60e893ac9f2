package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;
import java.util.Objects;

/** Reads a sweep definition and checks all of it. Safe from several threads. */
public final class DefinitionReader {
    private final Catalogue catalogue;

    public DefinitionReader(Catalogue catalogue) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
    }

    /**
     * @param yaml the text
     * @param fileName how problems name the text
     * @param sets the command line's {@code --set} options, which replace what the text says
     * @throws InvalidDefinitionException with every problem found; nothing else is thrown, whatever the text
     */
    public SweepDefinition read(String yaml, String fileName, List<SetOption> sets) {
        throw new UnsupportedOperationException("not written yet: " + catalogue.keys());
    }
}
