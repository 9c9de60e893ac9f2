package dev.contranorm.orchestrator.definition;

import java.util.List;

/**
 * A sweep in which no problem was found so far.
 *
 * @param written what does not depend on the catalogue
 * @param axes the parameters that some cell has, each after those that its {@code when} names
 * @param exclude cells left out, by the parameters that some cell has
 */
record CheckedSweep(WrittenSweep written, List<WrittenAxis> axes, List<Condition> exclude) {
    CheckedSweep {
        axes = List.copyOf(axes);
        exclude = List.copyOf(exclude);
    }
}
