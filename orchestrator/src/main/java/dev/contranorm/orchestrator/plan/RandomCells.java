package dev.contranorm.orchestrator.plan;

import dev.contranorm.orchestrator.definition.Axis;
import dev.contranorm.orchestrator.definition.Combinations;
import dev.contranorm.orchestrator.definition.Condition;
import dev.contranorm.orchestrator.definition.Domain;
import dev.contranorm.orchestrator.definition.Sampling;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The cells of a random sweep: every parameter drawn independently, in the order of the definition's axes, where its condition
 * holds. A draw depends on the sampling seed and its number alone; draws that repeat a cell or are excluded are skipped. When
 * draws do not find the rest of a small space, the rest is taken in grid order.
 */
final class RandomCells {
    private static final int MOST_MISSES = 10_000;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final SweepDefinition definition;
    private final long seed;
    private final Combinations grid;
    /** Number of the draw, or −1 − index in the grid. */
    private final long[] cells;

    private RandomCells(SweepDefinition definition, Sampling sampling, long[] found) {
        this.definition = definition;
        this.seed = sampling.seed();
        this.grid = definition.combinations();
        this.cells = found;
    }

    static RandomCells of(SweepDefinition definition, Sampling sampling) {
        RandomCells draws = new RandomCells(definition, sampling, new long[0]);
        return new RandomCells(definition, sampling, draws.search(Math.toIntExact(sampling.cells())));
    }

    /** May be fewer than requested when there are no more distinct ones. */
    int count() {
        return cells.length;
    }

    Map<String, Object> at(int index) {
        return cells[index] >= 0 ? draw(cells[index]) : grid.at(-1 - cells[index]);
    }

    private long[] search(int wanted) {
        long[] found = new long[wanted];
        Set<Long> seen = new HashSet<>();
        int size = 0;
        int misses = 0;
        for (long number = 0; size < wanted && misses < MOST_MISSES; number++) {
            Map<String, Object> cell = draw(number);
            if (isExcluded(cell) || !seen.add(fingerprint(cell))) {
                misses++;
            } else {
                misses = 0;
                found[size++] = number;
            }
        }
        boolean finite = definition.axes().stream().allMatch(axis -> axis.domain() instanceof Domain.Values);
        BigInteger all = finite ? grid.count() : BigInteger.ZERO;
        for (long index = 0; size < wanted && BigInteger.valueOf(index).compareTo(all) < 0; index++) {
            if (seen.add(fingerprint(grid.at(index)))) {
                found[size++] = -1 - index;
            }
        }
        return Arrays.copyOf(found, size);
    }

    private boolean isExcluded(Map<String, Object> cell) {
        for (Condition condition : definition.exclude()) {
            if (condition.holds(cell)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Object> draw(long number) {
        SplittableRandom random = new SplittableRandom(mixed(seed + mixed(number)));
        Map<String, Object> cell = new LinkedHashMap<>();
        int protocol = below(definition.protocols().size(), random);
        cell.put("protocol", definition.protocols().get(protocol));
        for (Axis axis : definition.axes()) {
            if (!axis.isSplit() && axis.when().holds(cell)) {
                cell.put(axis.key(), value(axis.domain(), random));
            }
        }
        return cell;
    }

    private static Object value(Domain domain, SplittableRandom random) {
        if (domain instanceof Domain.Values list) {
            return list.values().get(below(list.values().size(), random));
        }
        Domain.Interval interval = (Domain.Interval) domain;
        double min = interval.min();
        double max = interval.whole() ? interval.max() + 1 : interval.max();
        double u = unit(random);
        double value = interval.logarithmic()
                ? StrictMath.exp(StrictMath.log(min) + u * (StrictMath.log(max) - StrictMath.log(min)))
                : min + u * (max - min);
        double rounded = interval.whole()
                ? Math.floor(value)
                : new BigDecimal(value).round(SIX_DIGITS).doubleValue();
        return Domain.stored(Math.max(interval.min(), Math.min(interval.max(), rounded)));
    }

    private static int below(int bound, SplittableRandom random) {
        return (int) (unit(random) * bound);
    }

    private static double unit(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** Neighbouring numbers must not give shifted copies of one stream (finaliser of MurmurHash3). */
    private static long mixed(long number) {
        long z = number;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /** 64 bits of FNV-1a over the cell's text; the same on every machine. */
    private static long fingerprint(Map<String, Object> cell) {
        long hash = 0xcbf29ce484222325L;
        String text = cell.toString();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
