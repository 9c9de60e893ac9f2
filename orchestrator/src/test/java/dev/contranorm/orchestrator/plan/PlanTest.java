package dev.contranorm.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.definition.SetOption;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.plan.PlanSummary.Estimate;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final DefinitionReader READER = new DefinitionReader(CATALOGUE);
    private static final String GRID =
            """
            apiVersion: sweep/v1
            kind: Sweep
            name: grid
            seeds: [3, 1, 2]
            parameters:
              dataset: {values: [sbm, cora]}
              dataset.nodes: {values: [100, 200], when: {dataset: sbm}}
              backbone: {values: [deep-gcn, sgc]}
              norm: {values: [none, contra-norm]}
              norm.scale: {values: [0.5, 1], when: {norm: contra-norm}}
              depth: {values: [2, 4, 8]}
              hidden: {values: [16, 32], when: {backbone: deep-gcn, depth: [4, 8]}}
            exclude: [{depth: 8, norm: none}, {backbone: sgc, norm.scale: 1}]
            """;

    private static final String SPLITS =
            """
            apiVersion: sweep/v1
            kind: Sweep
            name: splits
            protocol: [paper, clean]
            seeds: [5, 6]
            parameters:
              dataset: {values: [cora, cornell]}
              backbone: {value: deep-gcn}
              depth: {values: [2, 4]}
              norm: {value: none}
            exclude: [{protocol: paper, dataset: cora}]
            """;

    @Test
    void everyTrialIsAtItsIndex() {
        Plan plan = plan(GRID);

        List<TrialSpec> all = plan.specs(0).toList();

        assertThat(all).hasSize((int) plan.trials());
        assertThat(LongStream.range(0, plan.trials()).mapToObj(plan::spec).toList())
                .isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 17, 50})
    void anExpansionResumesAtAnyIndex(long index) {
        Plan plan = plan(GRID);

        assertThat(plan.specs(index).toList())
                .isEqualTo(plan.specs(0).skip(index).toList());
    }

    @Test
    void noTrialIsThereTwice() {
        Plan plan = plan(GRID);

        assertThat(plan.specs(0).map(TrialSpec::hash).distinct()).hasSize((int) plan.trials());
        assertThat(plan.cellSpecs().map(TrialSpec::cellHash).distinct()).hasSize((int) plan.cells());
    }

    @Test
    void theSeedsOfACellLieSideBySideInTheirOrder() {
        assertThat(plan(GRID).specs(0).limit(4).map(TrialSpec::seed)).containsExactly(3L, 1L, 2L, 3L);
    }

    @Test
    void theLastIndexIsTheEnd() {
        Plan plan = plan(GRID);

        assertThat(plan.specs(plan.trials())).isEmpty();
        assertThatThrownBy(() -> plan.spec(plan.trials())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> plan.spec(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void moreTrialsThanTheLimitAreRefused() {
        SweepDefinition definition = READER.read(GRID, "s.yaml", List.of());

        assertThatThrownBy(() -> Plan.of(definition, CATALOGUE, 10))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("grid: has 162 trials, more than the limit of 10 (use fewer values)");
    }

    @Test
    @Timeout(30)
    void aHundredThousandTrialsAreMadeInSeconds() {
        Plan plan = plan(
                GRID,
                "seeds={count: 100}",
                "dataset.seed={min: 1, max: 1000, step: 1}",
                "dataset=sbm",
                "dataset.nodes=100",
                "norm=none",
                "depth=2",
                "backbone=sgc");

        assertThat(plan.trials()).isEqualTo(100_000);
        assertThat(plan.specs(0).map(TrialSpec::hash).distinct().count()).isEqualTo(100_000);
    }

    @Test
    void aRandomSweepDrawsTheSameCellsFromTheSameSeed() {
        String[] options = {
            "method=random", "cells=20", "optimizer.learningRate={min: 0.001, max: 1, scale: log}", "seeds=0"
        };

        assertThat(hashes(plan(GRID, options)))
                .isEqualTo(hashes(plan(GRID, options)))
                .hasSize(20);
        String[] other =
                Stream.concat(Stream.of(options), Stream.of("samplingSeed=1")).toArray(String[]::new);
        assertThat(hashes(plan(GRID, other))).doesNotContainAnyElementsOf(hashes(plan(GRID, options)));
    }

    @Test
    void aRandomSweepNeverDrawsACellTwiceAndNeverAnExcludedOne() {
        Plan grid = plan(GRID, "seeds=0");
        Plan all = plan(GRID, "seeds=0", "method=random", "cells=" + grid.cells());
        Plan some = plan(GRID, "seeds=0", "method=random", "cells=10");

        assertThat(hashes(all)).containsExactlyInAnyOrderElementsOf(hashes(grid));
        assertThat(hashes(some)).doesNotHaveDuplicates().isSubsetOf(hashes(grid));
        assertThat(hashes(all)).isNotEqualTo(hashes(grid));
    }

    @Test
    void aDrawnNumberLiesInItsRangeAndIsSpreadOverIt() {
        Plan plan = plan(
                GRID,
                "seeds=0",
                "method=random",
                "cells=400",
                "optimizer.learningRate={min: 1e-4, max: 1, scale: log}",
                "optimizer.weightDecay={min: 0.2, max: 0.4}",
                "epochs={min: 1, max: 4}");
        List<TrialSpec> specs = plan.specs(0).toList();

        List<Double> rates = specs.stream()
                .map(spec -> spec.number("optimizer.learningRate"))
                .toList();
        assertThat(rates).allMatch(rate -> rate >= 1e-4 && rate <= 1);
        assertThat(rates.stream().filter(rate -> rate < 1e-2).count()).isBetween(150L, 250L);
        assertThat(specs)
                .map(spec -> spec.number("optimizer.weightDecay"))
                .allMatch(decay -> decay >= 0.2 && decay <= 0.4);
        assertThat(specs.stream().map(spec -> spec.integer("epochs")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void aWholeRangeThatIsUsedUpIsRefused() {
        assertThatThrownBy(() -> plan(
                        GRID,
                        "method=random",
                        "cells=10",
                        "dataset=sbm",
                        "dataset.nodes=100",
                        "norm=none",
                        "depth=2",
                        "backbone=sgc",
                        "epochs={min: 1, max: 4}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("asks for 10 cells, but only 4 different ones were found");
    }

    @Test
    void theSummarySaysWhatIsKnownAndHowLongTheRestTakes() {
        Plan plan = plan(GRID);
        Set<String> done = plan.specs(0).limit(5).map(TrialSpec::hash).collect(Collectors.toSet());

        PlanSummary summary = plan.summary(new History() {
            @Override
            public Set<String> succeeded(Collection<String> hashes) {
                return hashes.stream().filter(done::contains).collect(Collectors.toSet());
            }

            @Override
            public Optional<Duration> typical(TrialSpec spec) {
                return spec.backbone().equals("sgc") ? Optional.of(Duration.ofSeconds(10)) : Optional.empty();
            }
        });

        long ofSgc = plan.specs(0)
                .filter(spec -> spec.backbone().equals("sgc") && !done.contains(spec.hash()))
                .count();
        assertThat(summary.known()).isEqualTo(5);
        assertThat(summary.toRun()).isEqualTo(157);
        assertThat(summary.estimate())
                .contains(new Estimate(Duration.ofSeconds(10 * summary.toRun()), ofSgc, summary.toRun() - ofSgc));
        assertThat(summary.estimate().orElseThrow().on(2)).isEqualTo(Duration.ofSeconds(785));
    }

    @Test
    void withoutAMeasuredDurationThereIsNoEstimate() {
        assertThat(plan(GRID).summary(History.NONE).estimate()).isEmpty();
    }

    @Test
    void theSummaryListsEveryAxisWithItsCondition() {
        assertThat(plan(GRID, "seeds={count: 40}").summary(History.NONE).axes())
                .map(axis -> axis.key() + " | " + axis.values() + " | " + axis.when())
                .containsExactly(
                        "protocol | paper | ",
                        "dataset | sbm, cora | ",
                        "backbone | deep-gcn, sgc | ",
                        "depth | 2, 4, 8 | ",
                        "norm | none, contra-norm | ",
                        "dataset.nodes | 100, 200 | dataset = sbm",
                        "hidden | 16, 32 | backbone = deep-gcn and depth = 4 or 8",
                        "norm.scale | 0.5, 1 | norm = contra-norm",
                        "seed | 0, 1, 2, … 39 (40 values) | ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"method=grid", "method=random"})
    void aCellIsRepeatedOverItsSplitsAsOverItsSeeds(String method) {
        Plan plan = plan(SPLITS, method.equals("method=grid") ? List.of() : List.of(method, "cells=6"));
        List<TrialSpec> all = plan.specs(0).toList();

        // Two cells of cora, four of the graphs with ten splits: of those, two with one split under paper.
        assertThat(plan.cells()).isEqualTo(6);
        assertThat(plan.trials()).isEqualTo(2 * (2 * 1 + 2 * 1 + 2 * 10));
        assertThat(all).hasSize((int) plan.trials());
        assertThat(LongStream.range(0, plan.trials()).mapToObj(plan::spec).toList())
                .isEqualTo(all);
        for (long from = 0; from < plan.trials(); from += 7) {
            assertThat(plan.specs(from).toList()).isEqualTo(all.subList((int) from, all.size()));
        }
        assertThat(all.stream().map(TrialSpec::hash)).doesNotHaveDuplicates();
        List<String> cells = all.stream().map(TrialSpec::cellHash).toList();
        assertThat(cells.stream().distinct())
                .as("the trials of a cell lie side by side")
                .containsExactlyElementsOf(
                        plan.cellSpecs().map(TrialSpec::cellHash).toList());
        assertThat(IntStream.range(1, cells.size())
                        .filter(k -> !cells.get(k).equals(cells.get(k - 1)))
                        .count())
                .isEqualTo(5);
        assertThat(all.stream()
                        .filter(spec -> spec.protocol() == Protocol.PAPER
                                && spec.dataset().equals("cornell"))
                        .map(spec -> spec.integer(TrialSpec.SPLIT)))
                .containsOnly(0L);
    }

    private static List<String> hashes(Plan plan) {
        return plan.specs(0).map(TrialSpec::hash).toList();
    }

    private static Plan plan(String yaml, String... options) {
        return plan(yaml, List.of(options));
    }

    private static Plan plan(String yaml, List<String> options) {
        return Plan.of(
                READER.read(yaml, "s.yaml", options.stream().map(SetOption::new).toList()), CATALOGUE);
    }
}
