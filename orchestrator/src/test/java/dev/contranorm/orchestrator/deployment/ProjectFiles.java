package dev.contranorm.orchestrator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The project's files around the code, for tests that hold them against each other. */
final class ProjectFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern VARIABLE_READ =
            Pattern.compile("\"((?:SWEEP|KAFKA|DATABASE|MLFLOW|TF)_[A-Z_]+[A-Z])\"");

    private ProjectFiles() {}

    /** Below the project's folder; tests run in a module's. */
    static Path path(String name) {
        return Path.of("..").resolve(name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> yaml(String name) {
        return yamlText(text(name));
    }

    static List<JsonNode> yamlText(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        List<JsonNode> documents = new ArrayList<>();
        new Load(settings).loadAllFromString(text).forEach(document -> documents.add(MAPPER.valueToTree(document)));
        return documents;
    }

    static List<String> found(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** The value of a property of the root pom. */
    static String property(String name) {
        return found(text("pom.xml"), "<" + Pattern.quote(name) + ">([^<]+)</").get(0);
    }

    /** Names of environment variables that the modules' sources read. */
    static Set<String> variablesRead(String... modules) {
        Set<String> names = new TreeSet<>();
        for (String module : modules) {
            try (Stream<Path> sources = Files.walk(path(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Matcher matcher = VARIABLE_READ.matcher(Files.readString(source));
                    while (matcher.find()) {
                        names.add(matcher.group(1));
                    }
                }
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }
        return names;
    }
}
