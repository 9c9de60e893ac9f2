package dev.contranorm.orchestrator.cli;

/** Small sweeps for tests. */
public final class Definitions {
    private Definitions() {}

    /** Trials that train nothing. */
    public static String noop(String name, int trials) {
        return """
                apiVersion: sweep/v1
                kind: Sweep
                name: %s
                metric: {name: noop/done, goal: maximize}
                seeds: {count: %d}
                parameters:
                  dataset: {value: noop}
                  backbone: {value: noop}
                  norm: {value: none}
                """
                .formatted(name, trials);
    }

    /** Trials on a small generated graph: one for every seed. */
    public static String blockModel(String name, int seeds, int epochs) {
        return """
                apiVersion: sweep/v1
                kind: Sweep
                name: %s
                metric: {name: test/accuracy, goal: maximize}
                seeds: {count: %d}
                parameters:
                  dataset: {value: sbm}
                  dataset.nodes: {value: 100}
                  backbone: {value: deep-gcn}
                  depth: {value: 2}
                  norm: {value: contra-norm}
                  epochs: {value: %d}
                """
                .formatted(name, seeds, epochs);
    }
}
