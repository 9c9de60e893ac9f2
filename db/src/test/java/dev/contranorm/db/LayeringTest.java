package dev.contranorm.db;

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
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.contranorm.db");

    private static final Layers LAYERS = new Layers("dev.contranorm.db")
            .layer("connection")
            .layer("local", "connection")
            .layer("query", "connection")
            .layer("trial", "connection")
            .layer("sweep", "connection", "trial")
            .layer("event", "connection", "trial")
            .layer("outbox", "connection", "trial")
            .layer("result", "connection", "trial")
            .layer("projection", "connection", "trial", "sweep", "result")
            .layer("db", "connection", "query", "trial", "sweep", "event", "outbox", "result", "projection");

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
        slices().matching("dev.contranorm.db.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheLocalDatabaseUsesTheEmbeddedServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..db.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(CLASSES);
    }

    @Test
    void noOtherModuleAndNoLibraryOfAnotherModuleIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.contranorm.zoo..",
                        "dev.contranorm.worker..",
                        "dev.contranorm.orchestrator..",
                        "org.apache.kafka..",
                        "org.tensorflow..")
                .check(CLASSES);
    }
}
