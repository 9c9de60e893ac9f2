package dev.contranorm.db;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The packages of a module, and for each the packages of the module that it may know. */
final class Layers {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.]+)` \\|.*\\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    private final String root;
    private final Map<String, Set<String>> mayKnow = new LinkedHashMap<>();

    /** @param root the module's own package; its last part names the layer of the classes directly in it */
    Layers(String root) {
        this.root = root;
    }

    /** Adds a package, named relative to the root; its sub-packages are layers of their own. */
    Layers layer(String name, String... mayKnow) {
        this.mayKnow.put(name, new TreeSet<>(Set.of(mayKnow)));
        return this;
    }

    Map<String, Set<String>> mayKnow() {
        return mayKnow;
    }

    /** Every class is in a layer, every layer has a class, and none knows a layer that it may not know. */
    LayeredArchitecture rule() {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : mayKnow.keySet()) {
            boolean own = root.endsWith("." + name);
            rule = rule.layer(name).definedBy(own ? root : root + "." + name);
        }
        for (Map.Entry<String, Set<String>> layer : mayKnow.entrySet()) {
            String[] allowed = layer.getValue().toArray(String[]::new);
            rule = allowed.length == 0
                    ? rule.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                    : rule.whereLayer(layer.getKey()).mayOnlyAccessLayers(allowed);
        }
        return rule.ensureAllClassesAreContainedInArchitecture();
    }

    /** Reads a README's table of {@code | `package` | is | may know |}. */
    static Map<String, Set<String>> table(Path readme) throws IOException {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(readme)).results().toList()) {
            Set<String> known = new TreeSet<>();
            NAME.matcher(row.group(2)).results().forEach(name -> known.add(name.group(1)));
            table.put(row.group(1), known);
        }
        return table;
    }
}
