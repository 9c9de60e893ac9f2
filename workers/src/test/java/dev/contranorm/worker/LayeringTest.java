package dev.contranorm.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class LayeringTest {
    private static final String ROOT = "dev.contranorm.worker";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final Layers LAYERS = new Layers(ROOT)
            .layer("settings")
            .layer("bus", "settings")
            .layer("local")
            .layer("run", "settings", "bus");

    @Test
    void everyPackageKnowsOnlyTheLayersThatItMayKnow() {
        LAYERS.rule().check(CLASSES);
    }

    @Test
    void theReadmeListsTheSameLayersInTheSameOrder() throws IOException {
        assertThat(new ArrayList<>(Layers.table(Path.of("README.md")).entrySet()))
                .isEqualTo(new ArrayList<>(LAYERS.mayKnow().entrySet()));
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
