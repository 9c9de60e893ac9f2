package dev.contranorm.orchestrator;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds SQL in the string constants of compiled classes, which ArchUnit itself does not read. */
final class SqlStatements {
    /** A concatenated value is the character \1 in a constant. */
    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(select\\b.+\\bfrom|insert\\s+into|update\\s+[\\w\\x01.]+\\s+set|delete\\s+from)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A message may show people a query to run. */
    private static final Pattern EXAMPLE = Pattern.compile("sweep query \"[^\"]*\"");

    private SqlStatements() {}

    /** Every constant with a statement in it, after the name of its class. */
    static List<String> in(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> constants(type).stream()
                        .filter(text -> STATEMENT
                                .matcher(EXAMPLE.matcher(text).replaceAll(""))
                                .find())
                        .map(text -> type.getName() + ": " + text))
                .toList();
    }

    /**
     * The literals and concatenations of the code, but no texts of annotations, such as help texts. Reads the constant pool,
     * section 4.4 of the Java Virtual Machine Specification.
     */
    private static List<String> constants(JavaClass type) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                type.getSource().orElseThrow().getUri().toURL().openStream()))) {
            // The magic number and the version.
            in.skipNBytes(8);
            String[] texts = new String[in.readUnsignedShort()];
            List<Integer> constants = new ArrayList<>();
            for (int i = 1; i < texts.length; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[i] = in.readUTF();
                    case 8 -> constants.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        // A long or a double takes two entries.
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant " + tag + " in " + type.getName());
                }
            }
            return constants.stream().map(index -> texts[index]).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
