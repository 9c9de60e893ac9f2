package dev.contranorm.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class LayeringTest {
    private static final String ROOT = "dev.contranorm.worker";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Every package of the module, and the packages of the module that it may know. README.md repeats this. */
    private static final Map<String, Set<String>> LAYERS = Map.of(
            "settings", Set.of(),
            "bus", Set.of("settings"),
            "local", Set.of(),
            "run", Set.of("settings", "bus"));

    @Test
    void aPackageKnowsOnlyThePackagesThatItsLayerAllows() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : LAYERS.keySet()) {
            layers = layers.layer(layer).definedBy(ROOT + "." + layer);
        }
        for (Map.Entry<String, Set<String>> layer : LAYERS.entrySet()) {
            layers = layer.getValue().isEmpty()
                    ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(layer.getKey())
                            .mayOnlyAccessLayers(layer.getValue().toArray(String[]::new));
        }
        layers.check(CLASSES);
    }

    @Test
    void everyPackageIsALayer() {
        Set<String> packages = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length() + 1))
                .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(LAYERS.keySet());
    }

    @Test
    void theReadmeListsEveryPackageWithItsLayer() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| [`"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> listed.put(names(cells[1]).iterator().next(), names(cells[3])));

        assertThat(listed).isEqualTo(LAYERS);
    }

    private static Set<String> names(String cell) {
        return Pattern.compile("`([a-z.]+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheLocalBrokerUsesTheServerClassesOfKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".local")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
                .check(CLASSES);
    }

    @Test
    void workersKnowOnlyTheZoo() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.contranorm.db..",
                        "dev.contranorm.orchestrator..",
                        "org.apache.camel..",
                        "java.sql..",
                        "org.tensorflow..")
                .check(CLASSES);
    }
}
