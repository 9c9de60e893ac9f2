package dev.contranorm.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.contranorm.zoo.tensor.TensorProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    private static final Path FOLDER = Path.of("kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    /** A worker needs up to ten seconds to save a checkpoint and release its trial. */
    private static final int LEAST_GRACE_SECONDS = 15;

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyDocumentHasVersionKindAndName(Path file) throws Exception {
        assertThat(documents(file)).isNotEmpty().allSatisfy(document -> {
            assertThat(document.path("apiVersion").asText()).isNotEmpty();
            assertThat(document.path("kind").asText()).isNotEmpty();
            if (!document.path("kind").asText().equals("Kustomization")) {
                assertThat(document.path("metadata").path("name").asText()).isNotEmpty();
            }
        });
    }

    @Test
    void everyFileThatAKustomizationNamesExists() throws Exception {
        for (Path file : kustomizations()) {
            JsonNode kustomization = documents(file).get(0);
            kustomization.path("resources").forEach(resource -> assertThat(file.resolveSibling(resource.asText()))
                    .exists());
            kustomization.path("patches").forEach(patch -> assertThat(
                            file.resolveSibling(patch.path("path").asText()))
                    .exists());
        }
    }

    @Test
    void imagesAreTheOnesThatTheBuildMakes() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = found(pom, "<version>([^<]+)</version>").iterator().next();
        Set<String> built = new TreeSet<>();
        found(pom, "<worker.image>([^<]+)</worker.image>")
                .forEach(name -> built.add(name.replace("${project.version}", version)));
        Set<String> used = new TreeSet<>();
        for (Path file : kustomizations()) {
            documents(file)
                    .get(0)
                    .path("images")
                    .forEach(image -> used.add(
                            image.path("newName").asText(image.path("name").asText()) + ":"
                                    + image.path("newTag").asText()));
        }

        assertThat(used).isEqualTo(built);
    }

    @Test
    void theImageHasTheEnvironmentOfAProcessThatTrains() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        TensorProcess.environment().forEach((name, value) -> assertThat(pom)
                .containsOnlyOnce("<" + name + ">" + value + "</" + name + ">"));
    }

    @Test
    void variablesAreTheOnesThatTheWorkerReads() throws Exception {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                read.addAll(found(Files.readString(source), "\"((?:SWEEP|KAFKA)_[A-Z_]+[A-Z])\""));
            }
        }
        Set<String> set = new TreeSet<>();
        for (String line : Files.readAllLines(FOLDER.resolve("base/worker.env"))) {
            set.add(line.substring(0, line.indexOf('=')));
        }
        for (JsonNode pod : pods()) {
            pod.path("containers").forEach(container -> container
                    .path("env")
                    .forEach(variable -> set.add(variable.path("name").asText())));
        }

        assertThat(set).contains("KAFKA_BOOTSTRAP_SERVERS", "SWEEP_WORKER_NAME");
        assertThat(read).containsAll(set);
    }

    @Test
    void aPodHasTimeToReleaseItsTrialAndALimitForItsMemory() throws Exception {
        assertThat(pods()).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(LEAST_GRACE_SECONDS);
            assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean())
                    .isTrue();
            JsonNode resources = pod.path("containers").get(0).path("resources");
            assertThat(resources.path("requests").has("cpu")).isTrue();
            assertThat(resources.path("requests").has("memory")).isTrue();
            assertThat(resources.path("limits").has("memory")).isTrue();
        });
    }

    @Test
    void theDisruptionBudgetCoversTheDeployment() throws Exception {
        JsonNode deployment =
                documents(FOLDER.resolve("base/deployment.yaml")).get(0).path("spec");
        JsonNode budget =
                documents(FOLDER.resolve("base/disruption-budget.yaml")).get(0).path("spec");

        assertThat(budget.path("selector")).isEqualTo(deployment.path("selector"));
        assertThat(deployment.path("template").path("metadata").path("labels"))
                .isEqualTo(deployment.path("selector").path("matchLabels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "gpu", "keda"})
    void kustomizeBuildsIt(String overlay) throws Exception {
        boolean kubectl = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        assumeTrue(kubectl, "kubectl is not on the PATH");
        Process process = new ProcessBuilder(
                        "kubectl", "kustomize", FOLDER.resolve(overlay).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains(overlay.equals("keda") ? "kind: ScaledJob" : "kind: Deployment");
    }

    private static List<Path> kustomizations() throws IOException {
        return manifests().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    /** The pod templates of all workloads, without the patches. */
    private static List<JsonNode> pods() throws IOException {
        List<JsonNode> pods = new ArrayList<>();
        for (Path file : manifests()) {
            for (JsonNode document : documents(file)) {
                for (String pointer : List.of("/spec/template/spec", "/spec/jobTargetRef/template/spec")) {
                    JsonNode pod = document.at(pointer);
                    if (pod.path("containers").path(0).has("image")) {
                        pods.add(pod);
                    }
                }
            }
        }
        return pods;
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    private static List<String> found(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
