package dev.contranorm.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleSweepsTest {
    private static final Path FOLDER = Path.of("sweeps");
    private static final Catalogue CATALOGUE = Catalogue.load();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleReadsAndPlans(Path file) throws IOException {
        SweepDefinition definition = read(file);
        Plan plan = Plan.of(definition, CATALOGUE);

        assertThat(definition.name()).isEqualTo(file.getFileName().toString().replace(".yaml", ""));
        assertThat(plan.specs(0).map(TrialSpec::hash).distinct()).hasSize((int) plan.trials());
        assertThat(plan.specs(0).map(TrialSpec::dataset)).doesNotContain("noop");
    }

    @Test
    void theQuickstartComparesThreeNormsOverFiveDepthsWithThreeSeeds() throws IOException {
        Plan plan = Plan.of(read(FOLDER.resolve("quickstart.yaml")), CATALOGUE);

        assertThat(plan.cells()).isEqualTo(15);
        assertThat(plan.trials()).isEqualTo(45);
    }

    @Test
    void theGraphSweepHoldsBothCitationGraphsInBothProtocols() throws IOException {
        Plan plan = Plan.of(read(FOLDER.resolve("gnn-depth.yaml")), CATALOGUE);

        assertThat(plan.cells()).isEqualTo(2 * 2 * 5 * (3 + 4));
        assertThat(plan.trials()).isEqualTo(5 * plan.cells());
    }

    private static SweepDefinition read(Path file) throws IOException {
        return new DefinitionReader(CATALOGUE).read(Files.readString(file), file.toString(), List.of());
    }
}
