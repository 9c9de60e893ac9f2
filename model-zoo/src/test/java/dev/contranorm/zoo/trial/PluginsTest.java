package dev.contranorm.zoo.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The valid values of {@code SWEEP_PLUGINS}, and the messages for all others. The orchestrator's tests train a real norm. */
class PluginsTest {
    @TempDir
    private Path folder;

    @Test
    void anEmptyVariableAddsNothing() {
        List<CatalogueItem> items = CatalogueItem.all();

        assertThat(Plugins.of(" ").addTo(items)).isEqualTo(items);
        assertThat(Plugins.of("").digests()).isEmpty();
    }

    @Test
    void jarsAndFoldersOfJarsAddTheirItemsAfterTheCatalogues() throws Exception {
        Path one = jar("one.jar", "# mine", One.class.getName() + " # the first");
        Path jars = Files.createDirectory(folder.resolve("jars"));
        jar("jars/library.jar");
        jar("jars/two.jar", Family.class.getName());
        Files.writeString(jars.resolve("notes.txt"), "not a jar, and not looked at");

        Plugins plugins = Plugins.of(one + File.pathSeparator + jars);

        List<CatalogueItem> items = CatalogueItem.all();
        List<CatalogueItem> all = plugins.addTo(items);
        assertThat(all.subList(0, items.size())).isEqualTo(items);
        assertThat(all.subList(items.size(), all.size()))
                .extracting(item -> item.entry().name())
                .containsExactly("one", "two", "three");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(one)));
        assertThat(plugins.digests())
                .containsOnlyKeys("plugin/library.jar", "plugin/one.jar", "plugin/two.jar")
                .containsEntry("plugin/one.jar", "sha256:" + digest);
    }

    @Test
    void aPathThatDoesNotExistIsNamed() {
        assertRefused(folder.resolve("none.jar"), "does not exist; name jars or folders of jars");
    }

    @Test
    void aFileThatIsNotAJarIsNamed() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.jar"), "text"), "is not a readable jar");
    }

    @Test
    void aFolderWithoutJarsIsNamed() {
        assertRefused(folder, "is a folder without jars");
    }

    @Test
    void aJarThatNamesNoClassIsRefused() throws IOException {
        String file = "META-INF/services/dev.contranorm.zoo.trial.CatalogueProvider";

        assertRefused(jar("library.jar"), "has no class in " + file + "; add this file");
        assertRefused(jar("empty.jar", "# nothing yet"), "has no class in " + file);
        assertRefused(folder, "has no jar with a class in " + file);
    }

    @Test
    void aClassThatCannotBeUsedIsNamed() throws IOException {
        assertRefused(
                jar("missing.jar", "org.example.Missing"),
                "names the class org.example.Missing",
                "which is not in the jar; correct the name or add the class");
        assertRefused(jar("other.jar", "java.lang.String"), "which is not a CatalogueProvider");
        assertRefused(jar("closed.jar", Closed.class.getName()), "add a public constructor without parameters");
        assertRefused(jar("failing.jar", Failing.class.getName()), "which fails", "no luck", "its constructor");
        assertRefused(jar("silent.jar", Silent.class.getName()), "which fails", "no name", "items() or entry()");
        assertRefused(
                jar("stale.jar", Map.of("org/example/Stale.class", "not a class"), "org.example.Stale"),
                "which does not load",
                "compile it for Java 17 against this version");
    }

    @Test
    void aNameThatIsTakenIsRefused() throws IOException {
        Path taken = jar("taken.jar", Taken.class.getName());
        Path one = jar("one.jar", One.class.getName());
        Path same = jar("same.jar", One.class.getName());

        assertThatThrownBy(() -> Plugins.of(taken.toString()).addTo(CatalogueItem.all()))
                .isInstanceOf(PluginException.class)
                .hasMessage("SWEEP_PLUGINS: '" + taken
                        + "' adds the norm 'pair-norm', but this name is already taken; choose another name");
        assertThatThrownBy(() -> Plugins.of(one + File.pathSeparator + same).addTo(List.of()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("'" + same + "' adds the norm 'one'");
    }

    @Test
    void aNormMayServeAnotherFamilyUnderAKnownName() throws IOException {
        Path text = jar("text.jar", PairNormOfText.class.getName());

        assertThat(Plugins.of(text.toString()).addTo(CatalogueItem.all()))
                .extracting(CatalogueItem::entry)
                .filteredOn(entry -> entry.name().equals("pair-norm"))
                .extracting(CatalogueEntry::family)
                .containsExactly(CatalogueEntry.GRAPH, CatalogueEntry.TEXT);
    }

    private static void assertRefused(Path named, String... said) {
        assertThatThrownBy(() -> Plugins.of(named.toString()))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("SWEEP_PLUGINS: '" + named + "' ")
                .hasMessageContainingAll(said);
    }

    /** @param services lines of the service file; none for a jar without one */
    private Path jar(String name, String... services) throws IOException {
        return jar(name, Map.of(), services);
    }

    private Path jar(String name, Map<String, String> files, String... services) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                add(jar, file.getKey(), file.getValue());
            }
            if (services.length > 0) {
                add(jar, PluginJar.SERVICE_FILE, String.join("\n", services));
            }
        }
        return path;
    }

    private static void add(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private static CatalogueEntry norm(String name, String family) {
        return new CatalogueEntry(CatalogueEntry.Kind.NORM, name, family, "A norm.", List.of());
    }

    public static final class One implements CatalogueItem {
        @Override
        public CatalogueEntry entry() {
            return norm("one", CatalogueEntry.GRAPH);
        }
    }

    public static final class Family implements CatalogueProvider {
        @Override
        public List<CatalogueItem> items() {
            return List.of(() -> norm("two", CatalogueEntry.GRAPH), () -> norm("three", CatalogueEntry.TEXT));
        }
    }

    public static final class Taken implements CatalogueItem {
        @Override
        public CatalogueEntry entry() {
            return norm("pair-norm", CatalogueEntry.GRAPH_SET);
        }
    }

    public static final class PairNormOfText implements CatalogueItem {
        @Override
        public CatalogueEntry entry() {
            return norm("pair-norm", CatalogueEntry.TEXT);
        }
    }

    public static final class Closed implements CatalogueItem {
        private Closed() {}

        @Override
        public CatalogueEntry entry() {
            return norm("closed", CatalogueEntry.GRAPH);
        }
    }

    public static final class Failing implements CatalogueItem {
        public Failing() {
            throw new IllegalStateException("no luck");
        }

        @Override
        public CatalogueEntry entry() {
            return norm("failing", CatalogueEntry.GRAPH);
        }
    }

    public static final class Silent implements CatalogueItem {
        @Override
        public CatalogueEntry entry() {
            throw new IllegalStateException("no name");
        }
    }
}
