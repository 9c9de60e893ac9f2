package dev.contranorm.orchestrator.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import dev.contranorm.zoo.bench.Cost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A measured cost in every form of output: one JSON object, or one row. */
final class CostReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CostReport() {}

    static void print(Cost cost, TableFormat format, Messages messages) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("wallMillis", rounded(cost.wallMillis()));
        fields.put("cpuMillis", rounded(cost.cpuMillis()));
        fields.put("peakResidentMegabytes", rounded(cost.peakResidentMegabytes()));
        fields.put("steps", (long) cost.steps());
        fields.put("threads", (long) cost.threads());
        fields.put("firstStepMillis", rounded(cost.firstStepMillis()));
        print(fields, format, messages);
    }

    /** One object: JSON as such, not as an array of one. */
    static void print(Map<String, Object> fields, TableFormat format, Messages messages) {
        if (format == TableFormat.JSON) {
            messages.print(json(fields));
        } else {
            messages.print(
                    new RowsTable(List.copyOf(fields.keySet()), List.of(List.copyOf(fields.values()))).render(format));
        }
    }

    private static String json(Map<String, Object> fields) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers and text can be written as JSON", impossible);
        }
    }

    /** Hundredths are more than a clock is worth here. */
    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
