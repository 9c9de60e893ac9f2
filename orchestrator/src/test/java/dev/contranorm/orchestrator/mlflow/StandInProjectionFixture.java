package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.SetClock;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.StandInServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** A projection to the stand-in server, which can be made to fail, with a clock that the test sets. */
abstract class StandInProjectionFixture extends ProjectionFixture {
    final StandInServer standIn = StandInServer.start();
    final SetClock clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    MlflowSettings settings() {
        return MlflowSettings.of(standIn.address());
    }

    @Override
    MlflowProjection newProjection() {
        return new MlflowProjection(database, settings(), clock);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }
}
