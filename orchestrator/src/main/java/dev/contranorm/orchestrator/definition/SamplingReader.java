package dev.contranorm.orchestrator.definition;

import java.util.Optional;

/**
 * Reads how much a random sweep draws: {@code cells}, or {@code trials}, which counts every seed of a cell and must come out
 * even; and {@code samplingSeed}, 0 when left out.
 */
final class SamplingReader {
    private static final long MOST = 1_000_000_000L;

    private final Section top;

    SamplingReader(Section top) {
        this.top = top;
    }

    /** @param seeds seeds of a cell, 0 when they are wrong */
    Optional<Sampling> read(Method method, int seeds) {
        Optional<Long> cells = whole("cells", 1, MOST);
        Optional<Long> trials = whole("trials", 1, MOST);
        Optional<Long> seed = whole("samplingSeed", 0, Long.MAX_VALUE);
        if (method == Method.GRID) {
            for (String key : new String[] {"cells", "trials", "samplingSeed"}) {
                if (top.has(key)) {
                    problem(key, "is for method: random", "a grid has every cell; drop it, or use method: random");
                }
            }
            return Optional.empty();
        }
        if (top.has("cells") && top.has("trials")) {
            problem("trials", "stands beside cells", "keep one");
        } else if (!top.has("cells") && !top.has("trials")) {
            problem("method", "random does not say how many", "add cells: 20, or trials: 60");
        } else if (trials.isPresent() && seeds > 0 && trials.get() % seeds != 0) {
            long below = trials.get() - trials.get() % seeds;
            problem(
                    "trials",
                    trials.get() + " is no multiple of the " + seeds + " seeds",
                    below == 0 ? "use " + seeds : "use " + below + " or " + (below + seeds));
        }
        Optional<Long> drawn = cells.or(() -> trials.map(all -> Math.max(1, all / Math.max(1, seeds))));
        return drawn.map(count -> new Sampling(count, seed.orElse(0L)));
    }

    private Optional<Long> whole(String key, long min, long max) {
        return top.take(key).flatMap(node -> top.scalars().whole(key, node, min, max));
    }

    private void problem(String key, String message, String suggestion) {
        top.scalars().problems().add(top.placeOf(key), key, message, suggestion);
    }
}
