package dev.contranorm.orchestrator.mlflow;

import org.junit.jupiter.api.AfterEach;

class StandInMlflowProjectionTest extends MlflowProjectionContract {
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
