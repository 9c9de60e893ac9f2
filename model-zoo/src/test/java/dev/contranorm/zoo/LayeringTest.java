package dev.contranorm.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.trial.Catalogue;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Which package may know which. */
class LayeringTest {
    private static final String ROOT = "dev.contranorm.zoo";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final int MOST_FILES = 25;

    /**
     * Every package of the module, and the packages of the module that it may know; {@code data.*} means {@code data} and all
     * packages inside it. README.md repeats this.
     */
    private static final Map<String, Set<String>> LAYERS = Map.ofEntries(
            layer("trial"),
            layer("metric"),
            layer("oversmoothing"),
            layer("data", "trial"),
            layer("data.format", "data"),
            layer("data.graph", "trial", "metric", "data", "data.format"),
            layer("data.graphset", "trial", "data", "data.format", "data.graph"),
            layer("data.text", "trial", "metric", "data", "data.format"),
            layer("data.image", "trial", "data", "data.format", "data.image.augment", "data.image.pixel"),
            layer("data.image.augment", "trial", "data.image.pixel"),
            layer("data.image.pixel"),
            layer("tensor", "data.format"),
            layer("layer", "data.format", "tensor"),
            layer("norm", "trial", "data.format", "tensor", "layer"),
            layer("loss", "tensor"),
            layer("optimizer", "trial", "tensor"),
            layer("weights", "tensor"),
            layer("backbone", "trial", "tensor"),
            layer("backbone.graph", "trial", "data.format", "data.graph", "tensor", "layer", "norm", "backbone"),
            layer(
                    "backbone.revgat",
                    "trial",
                    "data.format",
                    "data.graph",
                    "tensor",
                    "layer",
                    "norm",
                    "backbone",
                    "backbone.graph"),
            layer("backbone.text", "trial", "tensor", "layer", "norm", "weights", "backbone"),
            layer("backbone.image", "trial", "data.image.augment", "tensor", "layer", "norm", "backbone"),
            layer("train.task", "trial", "oversmoothing", "data", "data.text", "tensor", "weights", "backbone"),
            layer("train.loop", "trial", "train.task"),
            layer("train.graph", training("metric", "train.loop")),
            layer("train.text", training("metric", "weights")),
            layer("train.image", training("weights")),
            layer("train", "trial", "data", "backbone", "train.task", "train.loop"),
            layer("bench", "trial", "data", "data.format", "tensor", "norm", "backbone", "train.task", "train.loop"));

    private static Map.Entry<String, Set<String>> layer(String name, String... known) {
        return Map.entry(name, Set.of(known));
    }

    /** What the training of every family may know, and some more. */
    private static String[] training(String... further) {
        return Stream.concat(
                        Stream.of(
                                "trial",
                                "oversmoothing",
                                "data.*",
                                "tensor",
                                "norm",
                                "loss",
                                "optimizer",
                                "backbone.*",
                                "train.task"),
                        Stream.of(further))
                .toArray(String[]::new);
    }

    @Test
    void aPackageKnowsOnlyThePackagesThatItsLayerAllows() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : LAYERS.keySet()) {
            layers = layers.layer(name).definedBy(ROOT + "." + name);
        }
        for (Map.Entry<String, Set<String>> layer : LAYERS.entrySet()) {
            String[] known =
                    layer.getValue().stream().flatMap(LayeringTest::packages).toArray(String[]::new);
            layers = known.length == 0
                    ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(layer.getKey()).mayOnlyAccessLayers(known);
        }
        layers.check(CLASSES);
    }

    private static Stream<String> packages(String name) {
        String parent = name.replace(".*", "");
        return parent.equals(name)
                ? Stream.of(name)
                : LAYERS.keySet().stream().filter(each -> each.equals(parent) || each.startsWith(parent + "."));
    }

    @Test
    void everyPackageIsALayer() {
        Set<String> packages = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(1))
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
        return Pattern.compile("`([a-z.*]+)`")
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
    void everyPackageHasADescriptionAndOnlyNormsHaveMoreThan25Files() throws IOException {
        Path sources = Path.of("src/main/java", ROOT.split("\\."));
        for (String name : LAYERS.keySet()) {
            Path folder = sources.resolve(name.replace('.', '/'));
            assertThat(folder.resolve("package-info.java")).isRegularFile();
            try (Stream<Path> files = Files.list(folder)) {
                long count = files.filter(Files::isRegularFile).count();
                assertThat(name.equals("norm") || count <= MOST_FILES)
                        .as("%s has %d files", name, count)
                        .isTrue();
            }
        }
    }

    @Test
    void trialsDataAndMetricsUseNoTensorFlowClass() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".trial", ROOT + ".data..", ROOT + ".metric")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tensorflow..")
                .check(CLASSES);
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

    /** TensorFlow's Java interfaces are on the class path, because norms use them; its native library is not. */
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
        return Stream.of(
                Catalogue.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class,
                DigestUtils.class,
                Logger.class);
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
