package dev.contranorm.db;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class LayeringTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.contranorm");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.contranorm.db.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageKnowsTheDoor() {
        noClasses()
                .that()
                .resideInAPackage("dev.contranorm.db.*..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Database.class.getName())
                .check(CLASSES);
    }

    @Test
    void trialsKnowNothingOfSweeps() {
        noClasses()
                .that()
                .resideInAPackage("..db.trial..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..db.sweep..", "..db.event..", "..db.outbox..", "..db.result..", "..db.projection..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLocalDatabaseKnowsTheEmbeddedServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..db.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(CLASSES);
    }

    @Test
    void noOtherModuleIsKnown() {
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
