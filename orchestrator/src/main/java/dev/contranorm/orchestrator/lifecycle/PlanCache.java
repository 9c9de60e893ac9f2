package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plans of stored sweeps, cached while they are being expanded. */
public final class PlanCache {
    private final Catalogue catalogue;
    private final DefinitionReader reader;
    private final Map<Long, Plan> known = new ConcurrentHashMap<>();

    public PlanCache(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.reader = new DefinitionReader(catalogue);
    }

    Plan of(SweepDefinition definition) {
        return Plan.of(definition, catalogue);
    }

    /** @throws PlanChangedException when the definition now gives a different plan than at submission */
    Plan of(Sweep sweep) {
        return known.computeIfAbsent(sweep.id(), id -> read(sweep));
    }

    private Plan read(Sweep sweep) {
        Plan plan;
        try {
            plan = of(reader.read(sweep.definition(), sweep.name(), List.of()));
        } catch (InvalidDefinitionException problem) {
            throw new PlanChangedException(
                    "its definition is no longer valid: " + problem.getMessage() + "; submit a corrected definition",
                    problem);
        }
        if (plan.trials() != sweep.plannedTrials()) {
            throw new PlanChangedException(
                    "its definition gives " + plan.trials() + " trials now, but gave " + sweep.plannedTrials()
                            + " at submission, because the catalogue has changed since; submit it under another name",
                    null);
        }
        return plan;
    }

    void forget(long sweepId) {
        known.remove(sweepId);
    }
}
