package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.contranorm.zoo.trial.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: a definition, or {@link InvalidDefinitionException} with a place for every problem. */
class MutatedDefinitionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/definitions");
    private static final DefinitionReader READER = new DefinitionReader(Catalogue.load());
    private static final List<String> SNIPPETS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            "-",
            ",",
            "\n",
            "  ",
            "#",
            "&a ",
            "*a",
            "!!int ",
            "!x ",
            "|",
            ">",
            "\"",
            "'",
            "%",
            "@",
            "`",
            "? ",
            "~",
            "null",
            ".nan",
            ".inf",
            "-.inf",
            "1e999",
            "9223372036854775808",
            "-1",
            "0",
            "true",
            "---\n",
            "...\n",
            "<<: *a",
            "\t",
            "\u0000",
            "\ud83d\ude00",
            "\u2028",
            "\ufeff",
            "min: 1",
            "max: 2",
            "step: 1e-300",
            "count: 10000",
            "factor: 1.0000001",
            "scale: log",
            "when: {norm: none}",
            "values: [1, 2]",
            "parameters:",
            "exclude:",
            "seeds: {count: 1000000}",
            "method: random",
            "cells: 1000000",
            "depth: 3");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Timeout(60)
    void noTextBreaksTheReader(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> texts = texts();
        for (int round = 0; round < 1000; round++) {
            String text = texts.get(random.nextInt(texts.size()));
            for (int change = random.nextInt(6); change > 0; change--) {
                text = changed(text, texts, random);
            }
            read(text, random.nextInt(4) == 0 ? List.of(option(text, random)) : List.of());
        }
    }

    @Test
    @Timeout(20)
    void deepNestingIsRefused() {
        for (String open : List.of("[", "{a: ", "- ", "? ")) {
            read(open.repeat(100_000), List.of());
        }
        read(
                "a:\n"
                        + Stream.iterate(" ", indent -> indent + " ")
                                .limit(900)
                                .map(indent -> indent + "a:\n")
                                .reduce("", String::concat),
                List.of());
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        assertThat(texts).hasSizeGreaterThan(20);
        return texts;
    }

    private static String changed(String text, List<String> texts, Random random) {
        int at = random.nextInt(text.length() + 1);
        String before = text.substring(0, at);
        String after = text.substring(at);
        return switch (random.nextInt(5)) {
            case 0 -> before + SNIPPETS.get(random.nextInt(SNIPPETS.size())) + after;
            case 1 -> before + after.substring(Math.min(after.length(), random.nextInt(20)));
            case 2 -> before + piece(texts.get(random.nextInt(texts.size())), random) + after;
            case 3 -> before + (char) random.nextInt(0x10000) + after;
            default -> {
                String[] lines = text.split("\n", -1);
                String line = lines[random.nextInt(lines.length)];
                lines[random.nextInt(lines.length)] = line;
                yield String.join("\n", lines);
            }
        };
    }

    private static SetOption option(String text, Random random) {
        String key = List.of(
                        "depth", "norm", "dataset", "norm.scale", "seeds", "protocol", "limits.parallelTrials", "name")
                .get(random.nextInt(8));
        String value = List.of("2", "2,4", "none", "cora,sbm", "0.5", "clean", "{min: 1, max: 3, step: 1}", "x")
                .get(random.nextInt(8));
        return new SetOption(random.nextInt(3) == 0 ? piece(text, random) : key + "=" + value);
    }

    private static String piece(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(40)));
    }

    private static void read(String text, List<SetOption> options) {
        try {
            SweepDefinition definition = READER.read(text, "s.yaml", options);
            assertThat(READER.read(definition.canonicalText(), "again", List.of()))
                    .isEqualTo(definition);
        } catch (InvalidDefinitionException refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.message())
                    .isNotBlank());
        } catch (RuntimeException | StackOverflowError broken) {
            fail("with options " + options + " this text:\n" + text, broken);
        }
    }
}
