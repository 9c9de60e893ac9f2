package dev.contranorm.orchestrator.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The orchestrator's manifests against Kubernetes' own types, the build and the code. */
class KubernetesTest {
    private static final String FOLDER = "orchestrator/kubernetes/base/";
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoCatchAll())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The types would put unknown fields aside; here they are errors. */
    private static final class NoCatchAll extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated element) {
            return false;
        }
    }

    private static <T> T read(String name, Class<T> type) throws JsonProcessingException {
        return STRICT.treeToValue(ProjectFiles.yaml(FOLDER + name).get(0), type);
    }

    @Test
    void everyFieldIsOneThatKubernetesKnows() throws Exception {
        assertThat(read("deployment.yaml", Deployment.class).getKind()).isEqualTo("Deployment");
        assertThat(read("service.yaml", Service.class).getKind()).isEqualTo("Service");
        assertThat(read("service-account.yaml", ServiceAccount.class).getKind()).isEqualTo("ServiceAccount");
    }

    @Test
    void aMisspeltFieldWouldBeFound() {
        JsonNode deployment = ProjectFiles.yaml(FOLDER + "deployment.yaml").get(0);
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("livenesProbe", "");

        assertThatThrownBy(() -> STRICT.treeToValue(deployment, Deployment.class))
                .hasMessageContaining("livenesProbe");
    }

    @Test
    void thereIsOneOrchestratorAtATime() throws Exception {
        Deployment deployment = read("deployment.yaml", Deployment.class);

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(read("service.yaml", Service.class).getSpec().getSelector())
                .isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void probesAskThePathsThatTheApiServes() throws Exception {
        Container container = container();
        String api = ProjectFiles.text("orchestrator/src/main/java/dev/contranorm/orchestrator/http/Health.java");

        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(api).contains("\"/health/live\"", "\"/health/ready\"");
        assertThat(container.getPorts().get(0).getName()).isEqualTo("http");
    }

    @Test
    void secretsAreReferredToNeverWritten() throws Exception {
        assertThat(container().getEnv())
                .filteredOn(variable -> variable.getName().contains("PASSWORD"))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isNotEmpty();
                });
        assertThat(ProjectFiles.text(FOLDER + "orchestrator.env")).doesNotContainPattern("PASSWORD|TOKEN|SECRET");
    }

    @Test
    void itIsGivenVariablesThatTheCodeReads() throws Exception {
        List<String> given = new ArrayList<>();
        ProjectFiles.text(FOLDER + "orchestrator.env").lines().forEach(line -> given.add(line.split("=")[0]));
        container().getEnv().forEach(variable -> given.add(variable.getName()));

        assertThat(given).contains("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "DATABASE_PASSWORD");
        assertThat(ProjectFiles.variablesRead("orchestrator", "workers", "db")).containsAll(given);
    }

    @Test
    void theImageIsTheOneThatTheBuildMakes() {
        String version = ProjectFiles.found(ProjectFiles.text("pom.xml"), "<version>([^<]+)</version>")
                .get(0);
        JsonNode image = ProjectFiles.yaml(FOLDER + "kustomization.yaml").get(0).at("/images/0");

        assertThat(ProjectFiles.found(ProjectFiles.text("orchestrator/pom.xml"), "<orchestrator\\.image>([^<]+)</"))
                .map(built -> built.replace("${project.version}", version))
                .containsExactly(
                        image.path("name").asText() + ":" + image.path("newTag").asText());
    }

    @Test
    void kustomizeBuildsIt() throws Exception {
        boolean kubectl = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        assumeTrue(kubectl, "kubectl is not on the PATH");
        Process process = new ProcessBuilder(
                        "kubectl", "kustomize", ProjectFiles.path(FOLDER).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();

        assertThat(ProjectFiles.yamlText(output))
                .map(document -> document.path("kind").asText())
                .containsExactlyInAnyOrder("ServiceAccount", "ConfigMap", "Service", "Deployment");
    }

    private static Container container() throws JsonProcessingException {
        return read("deployment.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }
}
