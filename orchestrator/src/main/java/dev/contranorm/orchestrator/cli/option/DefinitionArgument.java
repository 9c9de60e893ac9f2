package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.SetOption;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sweep definition that a command works on: a file and what {@code --set} replaces in it. */
public final class DefinitionArgument {
    private static final long LARGEST = 4L << 20;

    @Parameters(paramLabel = "FILE", description = "Sweep definition (YAML), or - for standard input.")
    private String file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE[,VALUE]",
            description =
                    "Replaces a value of the definition, for example --set depth=2,4 or --set seeds=0. Repeatable.")
    private List<String> sets = new ArrayList<>();

    /**
     * Reads and checks it.
     *
     * @throws dev.contranorm.orchestrator.definition.InvalidDefinitionException with everything that is wrong
     */
    public SweepDefinition read(Catalogue catalogue) {
        return new DefinitionReader(catalogue)
                .read(text(), file, sets.stream().map(SetOption::new).toList());
    }

    private String text() {
        try {
            if (file.equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new UsageException(file + " is a folder; name a sweep definition in it");
            }
            if (Files.size(path) > LARGEST) {
                throw new UsageException(file + " has " + (Files.size(path) >> 20)
                        + " MB; a sweep definition has at most " + (LARGEST >> 20) + " MB");
            }
            return Files.readString(path);
        } catch (NoSuchFileException missing) {
            throw new UsageException(file + ": there is no such file");
        } catch (MalformedInputException binary) {
            throw new UsageException(file + " is not a text in UTF-8");
        } catch (IOException problem) {
            throw new UsageException(file + " cannot be read: " + problem.getMessage());
        }
    }
}
