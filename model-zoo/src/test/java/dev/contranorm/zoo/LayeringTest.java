package dev.contranorm.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.trial.Catalogue;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Which package may know which. */
class LayeringTest {
    private static final JavaClasses ZOO = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.contranorm.zoo");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.contranorm.zoo.(*)..").should().beFreeOfCycles().check(ZOO);
    }

    @Test
    void aTrialIsDescribedWithoutKnowingHowItTrains() {
        noClasses()
                .that()
                .resideInAPackage("..zoo.trial..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..zoo.data..",
                        "..zoo.tensor..",
                        "..zoo.norm..",
                        "..zoo.backbone..",
                        "..zoo.optimizer..",
                        "..zoo.train..",
                        "..zoo.bench..")
                .check(ZOO);
    }

    @Test
    void trialsAndDataKnowNoTensorFlow() {
        noClasses()
                .that()
                .resideInAnyPackage("..zoo.trial..", "..zoo.data..", "..zoo.metric..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tensorflow..", "..zoo.tensor..")
                .check(ZOO);
    }

    @Test
    void theBuildingBlocksKnowNoTraining() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..zoo.train..", "..zoo.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..zoo.train..", "..zoo.bench..")
                .check(ZOO);
    }

    @Test
    void aNoopTrialLoadsNoTensorFlowClass() throws Exception {
        try (URLClassLoader loader = loaderOf(withoutTensorFlow())) {
            assertThatThrownBy(() -> loader.loadClass("org.tensorflow.Graph"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> spec = loader.loadClass("dev.contranorm.zoo.trial.TrialSpec");
            Object noop = spec.getMethod("parse", String.class)
                    .invoke(
                            null,
                            "{\"dataset\":\"noop\",\"backbone\":\"noop\",\"norm\":\"none\",\"protocol\":\"paper\","
                                    + "\"seed\":0,\"parameters\":{}}");
            assertThat(trained(loader, noop).toString()).contains("noop/done");
        }
    }

    /** TensorFlow's Java interfaces are there, because norms name them; what would call the native library is not. */
    @Test
    void theCatalogueNeedsNoNativeLibrary() throws Exception {
        Stream<Class<?>> interfaces = Stream.of(org.tensorflow.Operand.class, org.tensorflow.ndarray.Shape.class);
        try (URLClassLoader loader = loaderOf(Stream.concat(withoutTensorFlow(), interfaces))) {
            assertThatThrownBy(() -> loader.loadClass("org.bytedeco.javacpp.Loader"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> type = loader.loadClass("dev.contranorm.zoo.trial.Catalogue");
            Object catalogue = type.getMethod("load").invoke(null);
            assertThat((List<?>) type.getMethod("backbones").invoke(catalogue)).isNotEmpty();
            assertThat((List<?>) type.getMethod("norms").invoke(catalogue)).isNotEmpty();
        }
    }

    private static Stream<Class<?>> withoutTensorFlow() {
        return Stream.of(Catalogue.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class, Logger.class);
    }

    private static URLClassLoader loaderOf(Stream<Class<?>> types) {
        URL[] jars = types.map(
                        type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    private static Object trained(ClassLoader loader, Object spec) throws Exception {
        Class<?> settings = loader.loadClass("dev.contranorm.zoo.train.task.TrainingSettings");
        Class<?> observer = loader.loadClass("dev.contranorm.zoo.train.loop.TrainingObserver");
        Class<?> stop = loader.loadClass("dev.contranorm.zoo.train.loop.StopSignal");
        Class<?> trainer = loader.loadClass(Trainer.class.getName());
        Object silent = java.lang.reflect.Proxy.newProxyInstance(
                loader, new Class<?>[] {observer}, (proxy, method, arguments) -> null);
        return trainer.getMethod("train", spec.getClass(), observer, stop)
                .invoke(
                        trainer.getConstructor(settings)
                                .newInstance(
                                        settings.getMethod("withoutCheckpoints", java.util.Optional.class, int.class)
                                                .invoke(null, java.util.Optional.empty(), 1)),
                        spec,
                        silent,
                        stop.getMethod("never").invoke(null));
    }
}
