package dev.contranorm.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void countAndOrderAreThoseOfAPlainEnumeration(int family) {
        for (int round = 0; round < 100; round++) {
            Random random = new Random(1000L * family + round);
            List<Axis> axes = axes(random, family);
            List<Condition> exclude = IntStream.range(0, random.nextInt(4))
                    .mapToObj(e -> condition(random, axes, axes.size(), 1 + random.nextInt(3)))
                    .filter(condition -> !condition.values().isEmpty())
                    .toList();
            List<Map<String, Object>> expected = new ArrayList<>();
            enumerate(axes, exclude, 0, new LinkedHashMap<>(), expected);

            Combinations combinations = new Combinations(axes, exclude);

            assertThat(combinations.count()).isEqualTo(BigInteger.valueOf(expected.size()));
            assertThat(LongStream.range(0, expected.size())
                            .mapToObj(combinations::at)
                            .toList())
                    .as("axes %s exclude %s", axes, exclude)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aCountBeyondLongIsExactAndIsNotEnumerated() {
        List<Axis> axes = IntStream.range(0, 10)
                .mapToObj(a -> new Axis("a" + a, numbers(10_000), Condition.ALWAYS))
                .toList();

        assertThat(new Combinations(axes, List.of()).count()).isEqualTo(BigInteger.TEN.pow(40));
    }

    @Test
    void theLastIndexOfAHugeProductIsReached() {
        List<Axis> axes = IntStream.range(0, 4)
                .mapToObj(a -> new Axis("a" + a, numbers(10_000), Condition.ALWAYS))
                .toList();
        Combinations combinations = new Combinations(axes, List.of());

        assertThat(combinations.at(10_000L * 10_000 * 10_000 * 10_000 - 1).values())
                .containsOnly(9_999L);
        assertThatThrownBy(() -> combinations.at(10_000L * 10_000 * 10_000 * 10_000))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @Timeout(20)
    void conditionsThatCannotBeCountedAreRefusedInsteadOfRunningForever() {
        Random random = new Random(5);
        List<Axis> axes = IntStream.range(0, 40)
                .mapToObj(a -> new Axis("a" + a, numbers(4), Condition.ALWAYS))
                .toList();
        List<Condition> exclude = IntStream.range(0, 200)
                .mapToObj(e -> condition(random, axes, axes.size(), 12))
                .toList();

        assertThatThrownBy(() -> new Combinations(axes, exclude)).isInstanceOf(TooEntangledException.class);
    }

    private static List<Axis> axes(Random random, int count) {
        List<Axis> axes = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            Condition when =
                    random.nextInt(3) == 0 ? condition(random, axes, a, 1 + random.nextInt(2)) : Condition.ALWAYS;
            axes.add(new Axis("a" + a, numbers(1 + random.nextInt(3)), when));
        }
        return axes;
    }

    private static Domain numbers(int count) {
        return new Domain.Values(
                LongStream.range(0, count).mapToObj(value -> (Object) value).toList());
    }

    private static Condition condition(Random random, List<Axis> axes, int before, int keys) {
        TreeMap<String, List<Object>> values = new TreeMap<>();
        for (int k = 0; k < keys && before > 0; k++) {
            Axis axis = axes.get(random.nextInt(before));
            List<Object> all = ((Domain.Values) axis.domain()).values();
            int size = 1 + random.nextInt(all.size());
            values.put(axis.key(), all.subList(all.size() - size, all.size()));
        }
        return new Condition(values);
    }

    private static void enumerate(
            List<Axis> axes,
            List<Condition> exclude,
            int depth,
            Map<String, Object> assignment,
            List<Map<String, Object>> out) {
        if (depth == axes.size()) {
            if (exclude.stream().noneMatch(condition -> condition.holds(assignment))) {
                out.add(new LinkedHashMap<>(assignment));
            }
            return;
        }
        Axis axis = axes.get(depth);
        if (!axis.when().holds(assignment)) {
            enumerate(axes, exclude, depth + 1, assignment, out);
            return;
        }
        for (Object value : ((Domain.Values) axis.domain()).values()) {
            assignment.put(axis.key(), value);
            enumerate(axes, exclude, depth + 1, assignment, out);
            assignment.remove(axis.key());
        }
    }
}
