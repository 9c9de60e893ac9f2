package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The points of one {@code runs/log-batch} request: at most 1,000, in less than the megabyte that the server accepts. */
public record MetricBatch(List<Measurement> points) {
    public static final int MAX_POINTS = 1000;
    private static final int MAX_BYTES = 900_000;
    /** Upper bound of the JSON of a point without its key: field names, quotes, two longs, a double. */
    private static final int BYTES_WITHOUT_KEY = 140;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public MetricBatch {
        points = List.copyOf(points);
    }

    /** Splits points into batches, in their order. */
    public static List<MetricBatch> of(List<Measurement> points) {
        List<MetricBatch> batches = new ArrayList<>();
        List<Measurement> open = new ArrayList<>();
        int bytes = 0;
        for (Measurement point : points) {
            int size = point.key().length() + BYTES_WITHOUT_KEY;
            if (open.size() == MAX_POINTS || bytes + size > MAX_BYTES) {
                batches.add(new MetricBatch(open));
                open.clear();
                bytes = 0;
            }
            open.add(point);
            bytes += size;
        }
        if (!open.isEmpty()) {
            batches.add(new MetricBatch(open));
        }
        return batches;
    }

    /** The body of the request. */
    String json(String runId) {
        ObjectNode request = MAPPER.createObjectNode().put("run_id", runId);
        ArrayNode metrics = request.putArray("metrics");
        for (Measurement point : points) {
            ObjectNode metric = metrics.addObject().put("key", point.key());
            if (Double.isFinite(point.value())) {
                metric.put("value", point.value());
            } else {
                // As Protobuf writes them in JSON: "NaN", "Infinity", "-Infinity".
                metric.put("value", Double.toString(point.value()));
            }
            metric.put("timestamp", point.timestamp()).put("step", point.step());
        }
        try {
            return MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a batch cannot be written as JSON", impossible);
        }
    }
}
