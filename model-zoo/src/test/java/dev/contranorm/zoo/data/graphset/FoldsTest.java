package dev.contranorm.zoo.data.graphset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static TrialSpec spec(Protocol protocol, Object... changes) {
        Map<String, Object> values = new HashMap<>(Map.of("dataset", "motifs", "backbone", "gin", "norm", "none"));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, protocol, 0);
    }

    private static GraphSet motifs(Object... changes) {
        return new MotifDataset().load(spec(Protocol.PAPER, changes), Optional.empty());
    }

    @Test
    void theTenTestsAreAllGraphsOnceWithEveryClassInEach() {
        GraphSet set = motifs("dataset.graphs", 205L, "dataset.classes", 4L);
        int[] tested = IntStream.range(0, Folds.COUNT)
                .mapToObj(split -> Folds.of(set, spec(Protocol.PAPER, "dataset.split", (long) split)))
                .peek(folds -> assertThat(IntStream.of(folds.test())
                                .map(graph -> set.labels()[graph])
                                .distinct()
                                .count())
                        .isEqualTo(4))
                .peek(folds -> assertThat(folds.test().length).isBetween(20, 21))
                .flatMapToInt(folds -> IntStream.of(folds.test()))
                .sorted()
                .toArray();

        assertThat(tested).isEqualTo(IntStream.range(0, 205).toArray());
    }

    @Test
    void paperEvaluatesTheFoldThatIsNotUsedForTraining() {
        Folds folds = Folds.of(motifs(), spec(Protocol.PAPER, "dataset.split", 3L));

        assertThat(folds.validation()).isEqualTo(folds.test());
        assertThat(folds.train()).hasSize(270).doesNotContain(folds.test());
    }

    @Test
    void cleanValidatesOnAFoldOfItsOwn() {
        Folds folds = Folds.of(motifs(), spec(Protocol.CLEAN, "dataset.split", 9L));

        assertThat(folds.train()).hasSize(240).doesNotContain(folds.test()).doesNotContain(folds.validation());
        assertThat(folds.validation()).doesNotContain(folds.test());
    }

    @Test
    void theFoldsDependOnTheirSeedAlone() {
        GraphSet set = motifs();

        assertThat(Folds.foldOfGraph(set, 0)).isEqualTo(Folds.foldOfGraph(set, 0));
        assertThat(Arrays.equals(Folds.foldOfGraph(set, 0), Folds.foldOfGraph(set, 1)))
                .isFalse();
    }
}
