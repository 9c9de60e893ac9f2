package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contranorm.zoo.trial.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code bad/*.yaml} against the problems in the {@code .txt} beside it; {@code -Dgolden.write=true} writes them. */
class BadDefinitionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/definitions/bad");
    private static final DefinitionReader READER = new DefinitionReader(Catalogue.load());

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void allProblemsAreReportedAtOnce(Path file) throws IOException {
        String name = file.getFileName().toString();
        String yaml = Files.readString(file);

        InvalidDefinitionException refused =
                catchThrowableOfType(InvalidDefinitionException.class, () -> READER.read(yaml, name, List.of()));

        assertThat(refused).as(name + " is refused").isNotNull();
        String problems = refused.problems().stream()
                .map(problem -> withoutNames(problem) + "\n")
                .collect(Collectors.joining());
        Path golden = FOLDER.resolve(name.replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, problems);
        }
        assertThat(problems).isEqualTo(Files.readString(golden));
    }

    /** The catalogue grows; a problem that lists all its names does not change with it. */
    private static String withoutNames(Problem problem) {
        return problem.message().equals("is missing")
                ? problem.toString().replaceFirst("known: .*\\)$", "known: …)")
                : problem.toString();
    }
}
