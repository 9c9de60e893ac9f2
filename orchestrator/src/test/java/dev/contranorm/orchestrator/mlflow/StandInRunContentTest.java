package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.StandInServer;
import org.junit.jupiter.api.AfterEach;

class StandInRunContentTest extends RunContentContract {
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
