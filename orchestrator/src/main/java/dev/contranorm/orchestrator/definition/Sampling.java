package dev.contranorm.orchestrator.definition;

/**
 * How many cells {@link Method#RANDOM} draws, and from which seed. The same seed draws the same cells.
 */
public record Sampling(long cells, long seed) {
    public Sampling {
        if (cells < 1) {
            throw new IllegalArgumentException("cells must be at least 1");
        }
    }
}
