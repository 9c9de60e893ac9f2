package dev.contranorm.orchestrator.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.Infrastructure;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.ServerReader;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty database, its projection to a tracking server, and a reader of that server. */
abstract class ProjectionFixture {
    /** Of the test's sweep and so of its experiment; a real server keeps it. */
    final String name = "contract " + UUID.randomUUID();

    Database database;
    MlflowProjection projection;
    ServerReader reader;

    abstract MlflowSettings settings();

    MlflowProjection newProjection() {
        return new MlflowProjection(database, settings());
    }

    @BeforeEach
    void open() {
        database = Infrastructure.database();
        projection = newProjection();
        reader = new ServerReader(settings().trackingUri());
    }

    @AfterEach
    void close() {
        projection.close();
        database.close();
    }

    /** As a restarted orchestrator does. */
    void restart() {
        projection.close();
        projection = newProjection();
    }

    List<JsonNode> runs(String kind) {
        return reader.runs(reader.experimentId(name), kind);
    }

    static double latest(JsonNode run, String key) {
        for (JsonNode metric : run.at("/data/metrics")) {
            if (metric.path("key").asText().equals(key)) {
                return metric.path("value").asDouble();
            }
        }
        throw new AssertionError("the run has no metric " + key);
    }
}
