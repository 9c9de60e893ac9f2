package dev.contranorm.zoo.train;

import dev.contranorm.zoo.train.loop.Provenance;
import dev.contranorm.zoo.trial.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The software versions of this process, for the provenance of a result. Versions come from the build, so no native library is
 * loaded.
 */
final class Environment {
    private static final Properties BUILD = build();

    private Environment() {}

    static Provenance provenance(String datasetDigest, int threads) {
        SortedMap<String, String> libraries = new TreeMap<>();
        libraries.put("tensorflow-java", BUILD.getProperty("tensorflow"));
        libraries.put("java", System.getProperty("java.vm.version"));
        libraries.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        libraries.putAll(Plugins.installed().digests());
        return new Provenance(datasetDigest, BUILD.getProperty("version"), libraries, "cpu", threads);
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("build.properties is missing from the zoo's jar", unreadable);
        }
        return properties;
    }
}
