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
 * The jars of the user's own that the variable {@value #VARIABLE} names: norms, backbones and datasets beside those on the
 * class path. A class loader of their own holds them, so that the environment alone hands them from process to process, and
 * the class path, on which archives of classes depend, stays the same.
 */
public final class Plugins {
    /** Jars, or folders of jars, with the path separator of the operating system between them. */
    public static final String VARIABLE = "SWEEP_PLUGINS";

    private static Plugins installed;

    private final List<PluginJar> jars;
    private final List<Added> added;

    /** An item and the jar that brings it. */
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
     * Those that this process's environment names, loaded once.
     *
     * @throws PluginException when one cannot be used
     */
    public static synchronized Plugins installed() {
        if (installed == null) {
            installed = of(System.getenv().getOrDefault(VARIABLE, ""));
        }
        return installed;
    }

    /**
     * Those that a value of the variable names; blank: none.
     *
     * @throws PluginException when one cannot be used
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

    /** For a result's provenance: {@code plugin/FILE} and {@code sha256:DIGEST} of every jar as it was loaded. */
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
     * These items, then those of the jars.
     *
     * @throws PluginException when a jar brings something under a name that is taken
     */
    List<CatalogueItem> addTo(List<CatalogueItem> items) {
        List<CatalogueItem> all = new ArrayList<>(items);
        for (Added each : added) {
            CatalogueEntry entry = each.item().entry();
            if (all.stream().anyMatch(other -> clash(entry, other.entry()))) {
                throw new PluginException(
                        each.jar().toString(),
                        "adds the " + entry.kind().label() + " '" + entry.name()
                                + "', a name that is taken; choose another name");
            }
            all.add(each.item());
        }
        return List.copyOf(all);
    }

    /** Whether a definition could mean either; norms of one name may serve different families. */
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
                    (folder ? "holds no jar with a" : "has no") + " class in " + PluginJar.SERVICE_FILE
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
            // What is not a path does not exist.
        }
        throw new PluginException(
                text, "does not exist; name jars or folders of jars, with " + File.pathSeparator + " between them");
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
