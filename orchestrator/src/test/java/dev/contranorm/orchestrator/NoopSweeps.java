package dev.contranorm.orchestrator;

import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.zoo.trial.Catalogue;
import java.util.List;

/** Sweeps of trials that train nothing. */
public final class NoopSweeps {
    private static final DefinitionReader READER = new DefinitionReader(Catalogue.load());

    private NoopSweeps() {}

    /** One trial a seed. */
    public static String yaml(String name, int trials, String... more) {
        return String.join(
                "\n",
                "apiVersion: sweep/v1",
                "kind: Sweep",
                "name: " + name,
                "metric: {name: noop/done, goal: maximize}",
                "seeds: {count: " + trials + "}",
                "parameters:",
                "  dataset: {value: noop}",
                "  backbone: {value: noop}",
                "  norm: {value: none}",
                String.join("\n", more),
                "");
    }

    public static SweepDefinition definition(String name, int trials, String... more) {
        return READER.read(yaml(name, trials, more), name, List.of());
    }
}
