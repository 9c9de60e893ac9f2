package dev.contranorm.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.contranorm.worker");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.contranorm.worker.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theContractKnowsNeitherTheProcessNorTheBroker() {
        noClasses()
                .that()
                .resideInAPackage("..worker.bus..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..worker.run..", "..worker.local..")
                .check(CLASSES);
    }

    @Test
    void theProcessRunsWithoutTheBrokersClasses() {
        noClasses()
                .that()
                .resideInAnyPackage("..worker.run..", "..worker.bus..")
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
