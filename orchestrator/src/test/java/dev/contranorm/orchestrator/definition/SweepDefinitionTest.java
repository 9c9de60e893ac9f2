package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepDefinitionTest {
    private static final String YAML =
            """
            apiVersion: sweep/v1
            kind: Sweep
            name: small
            seeds: [0, 1]
            parameters:
              dataset: {value: sbm}
              backbone: {value: deep-gcn}
              norm: {values: [none, contra-norm]}
              norm.scale: {values: [0.5, 1.0], when: {norm: contra-norm}}
              depth: {values: [2, 4]}
            exclude: [{depth: 4, norm: none}, {depth: 2, norm.scale: [1, 0.5]}]
            """;
    private static final DefinitionReader READER = new DefinitionReader(Catalogue.load());

    @Test
    void commentsAndTheOrderOfKeysDoNotChangeTheHash() {
        String same =
                """
                # A comment.
                exclude:
                - {norm.scale: [0.5, 1.0], depth: 2}
                - norm: [none]
                  depth: 4
                parameters:
                  depth: {values: [2, 4]}
                  norm.scale: {when: {norm: [contra-norm]}, values: [0.5, 1]}
                  norm: [none, contra-norm]
                  dataset: "sbm"
                  backbone: deep-gcn   # the same
                retry: {maxAttempts: 3}
                method: grid
                seeds: {count: 2}
                kind: Sweep
                name: small
                apiVersion: sweep/v1
                """;

        assertThat(read(same)).isEqualTo(read(YAML));
        assertThat(read(same).hash()).isEqualTo(read(YAML).hash()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: smaller", "seeds: [0, 2]", "protocol: clean", "retry: {maxAttempts: 1}"})
    void everythingElseDoes(String line) {
        String key = line.substring(0, line.indexOf(':'));
        String changed = YAML.replaceAll("(?m)^" + key + ":.*$", "") + line + "\n";

        assertThat(read(changed).hash()).isNotEqualTo(read(YAML).hash());
    }

    @Test
    void manySeedsInARowStayShort() {
        SweepDefinition definition = read(YAML.replace("seeds: [0, 1]", "seeds: {count: 100000, first: 5}"));

        assertThat(definition.canonicalText()).contains("seeds: {first: 5, count: 100000}");
        assertThat(read(definition.canonicalText())).isEqualTo(definition);
    }

    @Test
    void textThatYamlReadsAsSomethingElseIsQuoted() {
        SweepDefinition definition = read(YAML.replace("name: small", "name: \"true\""));

        assertThat(definition.canonicalText()).contains("name: \"true\"");
        assertThat(read(definition.canonicalText())).isEqualTo(definition);
    }

    @Test
    void aHugeTextIsRefusedUnread() {
        assertThatThrownBy(() -> read("# " + "x".repeat(3 << 20)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("s.yaml:1:1: is 3145730 characters long, more than 2097152"
                        + " (use ranges instead of long lists)");
    }

    @Test
    void aliasesAreReadAsWhatTheyStandFor() {
        String aliased = YAML.replace("values: [2, 4]}", "values: &depths [2, 4]}")
                .replace("{depth: 4, norm: none}", "{depth: *depths, norm: none}");

        assertThat(read(aliased).combinations().count()).isEqualTo(2);
    }

    @Test
    void aThousandMistakesAreCutShort() {
        String mistakes =
                IntStream.range(0, 1000).mapToObj(i -> "key" + i + ": 1").collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> read(YAML + mistakes))
                .isInstanceOfSatisfying(InvalidDefinitionException.class, refused -> {
                    assertThat(refused.problems()).hasSize(101);
                    assertThat(refused.problems().get(100).message()).isEqualTo("900 more problems");
                });
    }

    private static SweepDefinition read(String yaml) {
        return READER.read(yaml, "s.yaml", List.of());
    }
}
