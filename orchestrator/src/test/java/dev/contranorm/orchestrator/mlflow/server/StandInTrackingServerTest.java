package dev.contranorm.orchestrator.mlflow.server;

import org.junit.jupiter.api.AfterEach;

class StandInTrackingServerTest extends TrackingServerContract {
    private final StandInServer standIn = StandInServer.start();

    @Override
    MlflowSettings settings() {
        return MlflowSettings.of(standIn.address());
    }

    @AfterEach
    void stop() {
        standIn.close();
    }
}
