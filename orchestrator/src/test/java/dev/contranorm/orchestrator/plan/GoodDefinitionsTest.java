package dev.contranorm.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.orchestrator.definition.Axis;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code good/*.yaml} against the plan in the {@code .txt} beside it; {@code -Dgolden.write=true} writes them. */
class GoodDefinitionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/definitions/good");
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final DefinitionReader READER = new DefinitionReader(CATALOGUE);

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDefinitionGivesItsPlan(Path file) throws IOException {
        SweepDefinition definition = READER.read(Files.readString(file), file.toString(), List.of());
        Plan plan = Plan.of(definition, CATALOGUE);
        String text = definition.canonicalText() + "---\n" + plan.cells() + " cells, " + plan.trials() + " trials\n"
                + plan.cellSpecs().map(spec -> line(definition, spec)).collect(Collectors.joining("\n", "", "\n"));

        Path golden = FOLDER.resolve(file.getFileName().toString().replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCanonicalTextReadsBackAsTheSameDefinition(Path file) throws IOException {
        SweepDefinition definition = READER.read(Files.readString(file), file.toString(), List.of());
        SweepDefinition again = READER.read(definition.canonicalText(), "canonical", List.of());

        assertThat(again).isEqualTo(definition);
        assertThat(again.hash()).isEqualTo(definition.hash());
    }

    /** Dataset, backbone, norm and protocol, then the sweep's own parameters as far as the cell has them. */
    private static String line(SweepDefinition definition, TrialSpec spec) {
        return spec.dataset() + " " + spec.backbone() + " " + spec.norm() + " "
                + spec.protocol().label()
                + definition.axes().stream()
                        .map(Axis::key)
                        .filter(spec.parameters()::containsKey)
                        .map(key -> " " + key + "=" + spec.parameters().get(key))
                        .collect(Collectors.joining());
    }
}
