package dev.contranorm.orchestrator.plan;

import dev.contranorm.orchestrator.definition.Combinations;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.definition.Place;
import dev.contranorm.orchestrator.definition.Problem;
import dev.contranorm.orchestrator.definition.Sampling;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The cells of a definition and their trials, in an order that depends on the definition alone. Safe from several threads. */
public final class Plan {
    private final SweepDefinition definition;
    private final Catalogue catalogue;
    private final long cells;
    private final CellSplits runs;

    private Plan(
            SweepDefinition definition,
            Catalogue catalogue,
            long cells,
            LongFunction<Map<String, Object>> assignments) {
        this.definition = definition;
        this.catalogue = catalogue;
        this.cells = cells;
        this.runs = new CellSplits(cells, assignments, definition.splits());
    }

    /**
     * @throws InvalidDefinitionException when there are more than {@link DefinitionReader#DEFAULT_TRIAL_LIMIT} trials, or none
     */
    public static Plan of(SweepDefinition definition, Catalogue catalogue) {
        return of(definition, catalogue, DefinitionReader.DEFAULT_TRIAL_LIMIT);
    }

    /** As {@link #of(SweepDefinition, Catalogue)} with another limit on the number of trials. */
    public static Plan of(SweepDefinition definition, Catalogue catalogue, long limit) {
        Combinations grid = definition.combinations();
        BigInteger cells = definition
                .sampling()
                .map(sampling -> BigInteger.valueOf(sampling.cells()))
                .orElse(grid.count());
        BigInteger trials =
                definition.runs().multiply(BigInteger.valueOf(definition.seeds().size()));
        if (trials.signum() == 0) {
            throw refusal(definition, "has no trials", "give it at least one cell and one seed");
        }
        if (trials.compareTo(BigInteger.valueOf(limit)) > 0) {
            String message = String.format(Locale.ROOT, "has %,d trials, more than the limit of %,d", trials, limit);
            throw refusal(definition, message, "use fewer values");
        }
        if (definition.sampling().isEmpty()) {
            return new Plan(definition, catalogue, cells.longValueExact(), grid::at);
        }
        Sampling sampling = definition.sampling().get();
        RandomCells draws = RandomCells.of(definition, sampling);
        if (draws.count() < sampling.cells()) {
            throw refusal(
                    definition,
                    "asks for " + sampling.cells() + " cells, but only " + draws.count() + " different ones were found",
                    "ask for fewer");
        }
        return new Plan(definition, catalogue, draws.count(), index -> draws.at((int) index));
    }

    private static InvalidDefinitionException refusal(SweepDefinition definition, String message, String suggestion) {
        return new InvalidDefinitionException(
                List.of(new Problem(new Place(definition.name(), 0, 0), "", message, suggestion)));
    }

    public SweepDefinition definition() {
        return definition;
    }

    public long cells() {
        return cells;
    }

    /** Cells times the splits of each times seeds. */
    public long trials() {
        return runs.count() * definition.seeds().size();
    }

    /**
     * The trial at an index from 0; the splits of one cell lie side by side, and the seeds of one split.
     *
     * @throws InvalidTrialException when the catalogue refuses it
     */
    public TrialSpec spec(long index) {
        int seeds = definition.seeds().size();
        return withSeed(run(Math.floorDiv(index, seeds)), (int) Math.floorMod(index, (long) seeds));
    }

    /** The trials from an index on, in order, generated lazily. */
    public Stream<TrialSpec> specs(long fromIndex) {
        int seeds = definition.seeds().size();
        long firstRun = fromIndex / seeds;
        int skipped = (int) (fromIndex % seeds);
        return LongStream.range(firstRun, runs.count()).boxed().flatMap(run -> {
            TrialSpec first = run(run);
            return LongStream.range(run == firstRun ? skipped : 0, seeds).mapToObj(seed -> withSeed(first, (int) seed));
        });
    }

    /** One trial of every cell, that of the first split and seed. */
    public Stream<TrialSpec> cellSpecs() {
        return LongStream.range(0, cells).mapToObj(cell -> resolved(runs.first(cell)));
    }

    /** A summary of what would run, given what is already known. */
    public PlanSummary summary(History history) {
        return new PlanSummariser(this, history).summary();
    }

    private TrialSpec run(long index) {
        return resolved(runs.at(index));
    }

    private TrialSpec resolved(Map<String, Object> run) {
        Map<String, Object> assignment = new HashMap<>(run);
        Protocol protocol = Protocol.of((String) assignment.remove("protocol"));
        return catalogue.resolve(assignment, protocol, definition.seeds().get(0));
    }

    private TrialSpec withSeed(TrialSpec spec, int seed) {
        return new TrialSpec(
                spec.dataset(),
                spec.backbone(),
                spec.norm(),
                spec.protocol(),
                definition.seeds().get(seed),
                spec.parameters());
    }
}
