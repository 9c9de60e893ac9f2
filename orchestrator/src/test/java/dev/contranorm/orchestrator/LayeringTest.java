package dev.contranorm.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.contranorm.zoo.UserFacing;
import dev.contranorm.zoo.train.task.TrialMetrics;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which room may know which, inside the orchestrator and outside. */
class LayeringTest {
    private static final String ROOT = "dev.contranorm.orchestrator";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** The rooms of the module; a new one is a decision, not a side effect. */
    private static final Set<String> ROOMS =
            Set.of("definition", "plan", "lifecycle", "route", "http", "mlflow", "report", "local", "cli", "bench");

    @Test
    void everyClassHasARoom() {
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", ""))
                .map(name -> name.replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ROOMS).containsAll(found);
    }

    @Test
    void roomsDoNotKnowOneAnotherInCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"definition", "plan"})
    void whatASweepAsksForKnowsNeitherBusNorDatabase(String room) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "org.postgresql..",
                        "dev.contranorm.db..",
                        "dev.contranorm.worker..")
                .check(CLASSES);
    }

    @Test
    void definitionsKnowNoOtherRoomAndPlansOnlyThem() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".definition..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                ROOT + ".definition..",
                                "dev.contranorm.zoo.trial..",
                                "java..",
                                "org.snakeyaml..",
                                "com.fasterxml.jackson..",
                                "org.apache.commons.codec..")
                        // Of training, the names of what it reports.
                        .or(type(TrialMetrics.class))
                        .or(type(UserFacing.class)))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(ROOT + ".plan..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".plan..", ROOT + ".definition..", "dev.contranorm.zoo.trial..", "java..")
                .check(CLASSES);
    }

    @Test
    void reportsAreTextAndKnowOnlyThemselves() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".report..", "java..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli..")
                .check(CLASSES);
    }

    @Test
    void theOrchestratorLoadsNoTensorFlowClass() {
        noClasses()
                .that()
                // Runs in a child process, which says whether the native library loads on this machine.
                .doNotHaveSimpleName("NativeLibraryMain")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tensorflow..")
                .check(CLASSES);
    }

    /** Elsewhere, neither is a driver used nor the text of a statement written. */
    @Test
    void sqlIsWrittenInTheDatabaseModuleOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "org.flywaydb..")
                .check(CLASSES);
        assertThat(SqlStatements.in(CLASSES)).isEmpty();
        assertThat(SqlStatements.in(new ClassFileImporter().importPackages("dev.contranorm.worker")))
                .isEmpty();
        // Where statements are, the same search finds them.
        assertThat(SqlStatements.in(new ClassFileImporter().importPackages("dev.contranorm.db.outbox")))
                .isNotEmpty();
    }
}
