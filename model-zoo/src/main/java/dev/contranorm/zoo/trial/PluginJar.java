package dev.contranorm.zoo.trial;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * One jar of {@link Plugins}. Its service file is read here instead of by {@link java.util.ServiceLoader}, whose errors do not
 * name the jar.
 *
 * @param digest SHA-256 of the file in hexadecimal
 * @param providers the classes in its service file; none for a library
 */
record PluginJar(Path path, String digest, List<String> providers) {
    static final String SERVICE_FILE = "META-INF/services/" + CatalogueProvider.class.getName();

    PluginJar {
        providers = List.copyOf(providers);
    }

    /** @throws PluginException if the file cannot be read as a jar */
    static PluginJar read(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            ZipEntry services = jar.getEntry(SERVICE_FILE);
            return new PluginJar(
                    path, sha256(path), services == null ? List.of() : classNames(jar.getInputStream(services)));
        } catch (IOException problem) {
            throw new PluginException(
                    path.toString(),
                    "is not a readable jar (" + problem.getMessage() + "); name a jar or a folder of jars",
                    problem);
        }
    }

    private static String sha256(Path path) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** One class per line; {@code #} starts a comment. */
    private static List<String> classNames(InputStream services) throws IOException {
        try (services) {
            return new String(services.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /**
     * The items of its providers.
     *
     * @throws PluginException if a provider cannot be created or fails to describe itself
     */
    List<CatalogueItem> items(ClassLoader loader) {
        List<CatalogueItem> items = new ArrayList<>();
        for (String name : providers) {
            try {
                items.addAll(provider(name, loader).items());
                // A class compiled against another version often fails here first.
                items.forEach(CatalogueItem::entry);
            } catch (ClassNotFoundException missing) {
                throw refused(name, "is not in the jar; correct the name or add the class", missing);
            } catch (ClassCastException other) {
                throw refused(name, "is not a CatalogueProvider; implement Norm, Backbone or Dataset", other);
            } catch (NoSuchMethodException | IllegalAccessException | InstantiationException problem) {
                throw refused(name, "cannot be created; add a public constructor without parameters", problem);
            } catch (InvocationTargetException problem) {
                throw refused(name, "fails (" + problem.getCause() + "); correct its constructor", problem);
            } catch (RuntimeException problem) {
                throw refused(name, "fails (" + problem + "); correct its items() or entry()", problem);
            } catch (LinkageError stale) {
                throw refused(
                        name,
                        "does not load (" + stale + "); compile it for Java 17 against this version, and put the"
                                + " libraries that it needs into a folder with the jar",
                        stale);
            }
        }
        return items;
    }

    private PluginException refused(String provider, String problem, Throwable cause) {
        return new PluginException(
                path.toString(), "names the class " + provider + " in " + SERVICE_FILE + ", which " + problem, cause);
    }

    private static CatalogueProvider provider(String name, ClassLoader loader)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InstantiationException,
                    InvocationTargetException {
        return (CatalogueProvider) loader.loadClass(name).getConstructor().newInstance();
    }
}
