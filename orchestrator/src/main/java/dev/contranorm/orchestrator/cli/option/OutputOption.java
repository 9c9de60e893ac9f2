package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.report.TableFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code -o}: the form of what is written to standard output. */
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = Format.class,
            completionCandidates = Formats.class,
            description = "Form of the output: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private TableFormat format;

    public TableFormat format() {
        return format;
    }

    /** The words for completion and help. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(labels());
        }
    }

    /** Reads the word. */
    static final class Format implements ITypeConverter<TableFormat> {
        @Override
        public TableFormat convert(String word) {
            return Arrays.stream(TableFormat.values())
                    .filter(format -> format.label().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of " + labels()));
        }
    }

    private static List<String> labels() {
        return Arrays.stream(TableFormat.values()).map(TableFormat::label).toList();
    }
}
