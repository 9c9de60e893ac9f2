package dev.contranorm.orchestrator.lifecycle;

import java.time.Duration;
import java.util.Objects;

/** Keeps a projection of the results up to date. */
public final class ProjectResults implements PeriodicTask {
    private final String name;
    private final Projection projection;
    private final Duration pause;

    /** @param name of the projection, such as {@code mlflow} */
    public ProjectResults(String name, Projection projection, Duration pause) {
        this.name = Objects.requireNonNull(name, "name");
        this.projection = Objects.requireNonNull(projection, "projection");
        this.pause = Objects.requireNonNull(pause, "pause");
    }

    @Override
    public String id() {
        return "project-" + name;
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void perform() throws Exception {
        projection.sync();
    }
}
