package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ten stratified folds of a set of graphs, as in the evaluation of GIN (Xu et al., ICLR 2019), determined by {@code
 * dataset.splitSeed} alone. {@code paper} trains on nine folds and uses the tenth for validation and test; {@code clean} keeps
 * one of the nine for validation.
 *
 * @param train indices of graphs
 */
public record Folds(int[] train, int[] validation, int[] test) {
    /** Number of folds. */
    public static final int COUNT = 10;

    private static final String SPLIT = TrialSpec.SPLIT;
    private static final String SEED = "dataset.splitSeed";

    /** The parameters in the catalogue. */
    public static List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.integer(SPLIT, 0, 0, COUNT - 1, "Number of the test fold, 0 to 9."),
                ParameterSpec.integer(SEED, 0, 0, Long.MAX_VALUE, "Seed of the split into folds."));
    }

    /** The parts that a trial uses. */
    public static Folds of(GraphSet set, TrialSpec spec) {
        int[] fold = foldOfGraph(set, spec.integer(SEED));
        int test = (int) spec.integer(SPLIT);
        boolean clean = spec.protocol() == Protocol.CLEAN;
        int validation = clean ? (test + 1) % COUNT : test;
        return new Folds(
                where(fold, k -> k != test && k != validation),
                where(fold, k -> k == validation),
                where(fold, k -> k == test));
    }

    private static int[] where(int[] fold, IntPredicate chosen) {
        return IntStream.range(0, fold.length)
                .filter(graph -> chosen.test(fold[graph]))
                .toArray();
    }

    /**
     * Shuffles the graphs of each class in turn and deals them out to the folds; each class continues where the previous one
     * ended.
     */
    static int[] foldOfGraph(GraphSet set, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] fold = new int[set.graphs()];
        int next = 0;
        for (int label = 0; label < set.classes(); label++) {
            int wanted = label;
            int[] members = IntStream.range(0, fold.length)
                    .filter(graph -> set.labels()[graph] == wanted)
                    .toArray();
            for (int k = members.length - 1; k >= 0; k--) {
                int other = random.nextInt(k + 1);
                fold[members[other]] = next++ % COUNT;
                members[other] = members[k];
            }
        }
        return fold;
    }
}
