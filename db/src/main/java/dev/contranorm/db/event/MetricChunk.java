package dev.contranorm.db.event;

import dev.contranorm.db.trial.MetricPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The points of one metric in one report: a row of metric_chunk. */
final class MetricChunk {
    private final AttemptRecord attempt;
    private final String name;
    private final Instant at;
    private final List<MetricPoint> points;
    private long id;

    private MetricChunk(AttemptRecord attempt, String name, Instant at, List<MetricPoint> points) {
        this.attempt = attempt;
        this.name = name;
        this.at = at;
        this.points = points;
    }

    static List<MetricChunk> of(AttemptRecord attempt, TrialChange.Measured measured) {
        Map<String, List<MetricPoint>> byName = new LinkedHashMap<>();
        for (MetricPoint point : measured.points()) {
            byName.computeIfAbsent(point.name(), name -> new ArrayList<>()).add(point);
        }
        return byName.entrySet().stream()
                .map(entry -> new MetricChunk(attempt, entry.getKey(), measured.at(), entry.getValue()))
                .toList();
    }

    /** Sets the id; the highest id is the attempt's watermark. */
    void number(long number) {
        id = number;
        attempt.lastChunk = Math.max(attempt.lastChunk, number);
    }

    long id() {
        return id;
    }

    AttemptRecord attempt() {
        return attempt;
    }

    String name() {
        return name;
    }

    Instant at() {
        return at;
    }

    /** In PostgreSQL's array syntax, because one unnest cannot take arrays of different lengths. */
    String steps() {
        return points.stream().map(point -> Long.toString(point.step())).collect(Collectors.joining(",", "{", "}"));
    }

    String values() {
        return points.stream().map(point -> Double.toString(point.value())).collect(Collectors.joining(",", "{", "}"));
    }
}
