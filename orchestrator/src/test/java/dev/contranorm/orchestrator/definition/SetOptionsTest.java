package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contranorm.zoo.trial.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetOptionsTest {
    private static final String YAML =
            """
            apiVersion: sweep/v1
            kind: Sweep
            name: small
            parameters:
              dataset: {value: sbm}
              dataset.nodes: {value: 100}
              backbone: {value: deep-gcn}
              norm: {values: [none, contra-norm]}
              norm.scale: {values: [0.5, 1], when: {norm: contra-norm}}
              depth: {values: [2, 4, 8]}
            protocol: [paper, clean]
            exclude:
              - {depth: 8, norm: none}
              - {norm: {not: none}, protocol: paper, depth: {max: 2}}
            """;
    private static final DefinitionReader READER = new DefinitionReader(Catalogue.load());

    @Test
    void aListReplacesTheValuesOfAParameter() {
        assertThat(values(read("depth=16,32"), "depth")).containsExactly(16L, 32L);
        assertThat(values(read("depth=[16, 32]"), "depth")).containsExactly(16L, 32L);
        assertThat(values(read("parameters.depth=16"), "depth")).containsExactly(16L);
        assertThat(values(read("depth={min: 2, max: 8, factor: 2}"), "depth")).containsExactly(2L, 4L, 8L);
    }

    @Test
    void aParameterOfTheCatalogueCanBeAdded() {
        assertThat(values(read("epochs=5"), "epochs")).containsExactly(5L);
        assertThat(values(read("optimizer.learningRate=1e-2,0.1"), "optimizer.learningRate"))
                .containsExactly(0.01, 0.1);
    }

    @Test
    void aParameterKeepsItsCondition() {
        Axis scale = axis(read("norm.scale=0.1,0.2"), "norm.scale").orElseThrow();

        assertThat(scale.domain()).isEqualTo(new Domain.Values(List.of(0.1, 0.2)));
        assertThat(scale.when().values()).containsEntry("norm", List.of("contra-norm"));
    }

    @Test
    void whatAnOptionLeavesWithoutACellIsDropped() {
        SweepDefinition definition = read("norm=none");

        assertThat(axis(definition, "norm.scale")).isEmpty();
        assertThat(definition.combinations().count()).isEqualTo(2 * 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth=2",
                "depth=8,16",
                "norm=none",
                "norm=pair-norm,contra-norm",
                "dataset=cora",
                "protocol=clean"
            })
    void whatAnOptionNarrowsReadsBackWithoutTheOption(String option) {
        SweepDefinition definition = read(option);

        assertThat(READER.read(definition.canonicalText(), "again", List.of())).isEqualTo(definition);
    }

    @Test
    void aParameterOfAnotherDatasetIsDroppedWithIt() {
        assertThat(axis(read("dataset=cora"), "dataset.nodes")).isEmpty();
    }

    @Test
    void seedsLimitsAndNamesAreSet() {
        SweepDefinition definition = read(
                "seeds=0,1,2",
                "name=other",
                "limits.parallelTrials=4",
                "limits.trialTimeout=1h30m",
                "retry.maxAttempts=1",
                "protocol=clean",
                "metric=validation/accuracy",
                "metric.goal=minimize");

        assertThat(definition.seeds()).containsExactly(0L, 1L, 2L);
        assertThat(definition.name()).isEqualTo("other");
        assertThat(definition.limits().parallelTrials()).hasValue(4);
        assertThat(definition.limits().trialTimeout()).contains(Duration.ofMinutes(90));
        assertThat(definition.limits().maxAttempts()).isEqualTo(1);
        assertThat(definition.protocol()).isEqualTo("clean");
    }

    @Test
    void oneSeedIsAListOfOne() {
        assertThat(read("seeds=7").seeds()).containsExactly(7L);
        assertThat(read("seeds={count: 3}").seeds()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aGridBecomesRandom() {
        SweepDefinition definition = read("method=random", "cells=3", "samplingSeed=9");

        assertThat(definition.sampling()).contains(new Sampling(3, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depth        | --set depth: is no setting (write --set KEY=VALUE, for example --set depth=2,4)",
                "=3           | --set =3: is no setting (write --set KEY=VALUE, for example --set depth=2,4)",
                "depth=       | --set depth=: depth: has no value (write --set depth=VALUE)",
                "depht=2      | --set depht=2: parameters.depht: is not a parameter of a trial (did you mean 'depth'?)",
                "depth=2,two  | --set depth=2,two: parameters.depth.values[1]: 'two' is not a whole number (default: 2)",
                "norm=pairnorm| --set norm=pairnorm: parameters.norm.value: 'pairnorm' is unknown (did you mean 'pair-norm'?)",
                "seeds=a      | --set seeds=a: seeds[0]: 'a' is no seed (use whole numbers from 0)",
                "limits.x=1   | --set limits.x=1: limits.x: is unknown (known: maxFailedTrials, parallelTrials, trialTimeout)",
                "depth=[1     | --set depth=[1: is no YAML: expected ',' or ']', but got <stream end> while parsing a flow sequence",
            })
    void aMistakeNamesItsOption(String option, String problem) {
        InvalidDefinitionException refused = catchThrowableOfType(InvalidDefinitionException.class, () -> read(option));

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).map(Problem::toString).containsExactly(problem);
        assertThat(refused.problems()).map(Problem::line).containsExactly(0);
    }

    @Test
    void mistakesOfOptionsAndOfTheTextAreReportedTogether() {
        InvalidDefinitionException refused = catchThrowableOfType(
                InvalidDefinitionException.class,
                () -> READER.read(YAML.replace("sbm", "sbn"), "s.yaml", List.of(new SetOption("depth=x"))));

        assertThat(refused.problems()).map(Problem::line).containsExactly(0, 5);
    }

    private static SweepDefinition read(String... options) {
        return READER.read(
                YAML, "s.yaml", Stream.of(options).map(SetOption::new).toList());
    }

    private static Optional<Axis> axis(SweepDefinition definition, String key) {
        return definition.axes().stream().filter(axis -> axis.key().equals(key)).findFirst();
    }

    private static List<Object> values(SweepDefinition definition, String key) {
        return ((Domain.Values) axis(definition, key).orElseThrow().domain()).values();
    }
}
