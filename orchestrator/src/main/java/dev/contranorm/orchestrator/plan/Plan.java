package dev.contranorm.orchestrator.plan;

import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.stream.Stream;

/** The cells of a definition and their trials, in an order that depends on the definition alone. Immutable. */
public final class Plan {
    /** Trials that a plan may have unless somebody asks for more. */
    public static final long DEFAULT_LIMIT = 1_000_000;

    private Plan() {}

    /**
     * @throws dev.contranorm.orchestrator.definition.InvalidDefinitionException when there are more than
     *     {@link #DEFAULT_LIMIT} trials, or none
     */
    public static Plan of(SweepDefinition definition, Catalogue catalogue) {
        return of(definition, catalogue, DEFAULT_LIMIT);
    }

    /** As {@link #of(SweepDefinition, Catalogue)} with another limit on the number of trials. */
    public static Plan of(SweepDefinition definition, Catalogue catalogue, long limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    public long cells() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Cells times seeds. */
    public long trials() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The trial at an index from 0; the seeds of one cell lie side by side. */
    public TrialSpec spec(long index) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The trials from an index on, made one by one as they are asked for. */
    public Stream<TrialSpec> specs(long fromIndex) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** What would run, given what is already known. */
    public PlanSummary summary(History history) {
        throw new UnsupportedOperationException("not written yet");
    }
}
