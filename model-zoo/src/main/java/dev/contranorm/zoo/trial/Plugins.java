package dev.contranorm.zoo.trial;

import dev.contranorm.zoo.trial.CatalogueEntry.Kind;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The user's jars in the variable {@value #VARIABLE}: norms, backbones and datasets in addition to those on the class path.
 * They have their own class loader, so the environment alone passes them from process to process, and the class path, on which
 * class data archives depend, does not change.
 */
public final class Plugins {
    /** Jars, or folders of jars, separated by the path separator of the operating system. */
    public static final String VARIABLE = "SWEEP_PLUGINS";

    private static Plugins installed;

    private final List<PluginJar> jars;
    private final List<Added> added;

    /** An item and the jar that contains it. */
    private record Added(CatalogueItem item, Path jar) {}

    private Plugins(List<PluginJar> jars) {
        this.jars = List.copyOf(jars);
        URL[] urls = jars.stream().map(jar -> url(jar.path())).toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader(urls, Plugins.class.getClassLoader());
        added = jars.stream()
                .flatMap(jar -> jar.items(loader).stream().map(item -> new Added(item, jar.path())))
                .toList();
    }

    /**
     * The plugins in the environment of this process, loaded once.
     *
     * @throws PluginException if one cannot be used
     */
    public static synchronized Plugins installed() {
        if (installed == null) {
            installed = of(System.getenv().getOrDefault(VARIABLE, ""));
        }
        return installed;
    }

    /**
     * The plugins in a value of the variable; none if it is blank.
     *
     * @throws PluginException if one cannot be used
     */
    static Plugins of(String value) {
        return new Plugins(Stream.of(value.split(File.pathSeparator))
                .filter(path -> !path.isBlank())
                .flatMap(path -> jars(path.strip()).stream())
                .distinct()
                .toList());
    }

    public boolean isEmpty() {
        return jars.isEmpty();
    }

    /** For the provenance of a result: {@code plugin/FILE} and {@code sha256:DIGEST} of every loaded jar. */
    public SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        jars.forEach(jar -> digests.merge(
                "plugin/" + jar.path().getFileName(), "sha256:" + jar.digest(), (one, other) -> one + " " + other));
        return digests;
    }

    Stream<CatalogueItem> items() {
        return added.stream().map(Added::item);
    }

    /**
     * Returns these items, followed by those of the jars.
     *
     * @throws PluginException if a jar has an item with a name that is already taken
     */
    List<CatalogueItem> addTo(List<CatalogueItem> items) {
        List<CatalogueItem> all = new ArrayList<>(items);
        for (Added each : added) {
            CatalogueEntry entry = each.item().entry();
            if (all.stream().anyMatch(other -> clash(entry, other.entry()))) {
                throw new PluginException(
                        each.jar().toString(),
                        "adds the " + entry.kind().label() + " '" + entry.name()
                                + "', but this name is already taken; choose another name");
            }
            all.add(each.item());
        }
        return List.copyOf(all);
    }

    /** Whether a name in a definition would be ambiguous; norms with the same name may serve different families. */
    private static boolean clash(CatalogueEntry one, CatalogueEntry other) {
        if (one.kind() != other.kind() || !one.name().equals(other.name())) {
            return false;
        }
        List<String> families = List.of(normFamily(one), normFamily(other));
        return one.kind() != Kind.NORM
                || families.contains(CatalogueEntry.ANY)
                || families.get(0).equals(families.get(1));
    }

    private static String normFamily(CatalogueEntry entry) {
        return entry.family().equals(CatalogueEntry.GRAPH_SET) ? CatalogueEntry.GRAPH : entry.family();
    }

    private static List<PluginJar> jars(String text) {
        Path path = existing(text);
        boolean folder = Files.isDirectory(path);
        List<PluginJar> jars = (folder ? jarFiles(path) : List.of(path))
                .stream().map(PluginJar::read).toList();
        if (jars.isEmpty()) {
            throw new PluginException(text, "is a folder without jars; put the jar there or name another folder");
        }
        if (jars.stream().allMatch(jar -> jar.providers().isEmpty())) {
            throw new PluginException(
                    text,
                    (folder ? "has no jar with a" : "has no") + " class in " + PluginJar.SERVICE_FILE
                            + "; add this file with the name of a norm, backbone or dataset class");
        }
        return jars;
    }

    private static Path existing(String text) {
        try {
            Path path = Path.of(text);
            if (Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException malformed) {
            // An invalid path does not exist.
        }
        throw new PluginException(
                text, "does not exist; name jars or folders of jars, separated by " + File.pathSeparator);
    }

    private static List<Path> jarFiles(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            List<Path> jars = new ArrayList<>();
            found.forEach(jars::add);
            return jars.stream().sorted().toList();
        } catch (IOException problem) {
            throw new PluginException(
                    folder.toString(), "cannot be read (" + problem.getMessage() + "); allow reading it", problem);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("every file has a URL", impossible);
        }
    }
}
