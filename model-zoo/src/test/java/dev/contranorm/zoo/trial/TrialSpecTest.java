package dev.contranorm.zoo.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialSpecTest {
    private static TrialSpec spec(String dataset, long seed, Object... parameters) {
        Map<String, Object> values =
                new HashMap<>(Map.of("dataset", dataset, "backbone", "deep-gcn", "norm", "contra-norm"));
        for (int k = 0; k < parameters.length; k += 2) {
            values.put((String) parameters[k], parameters[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.CLEAN, seed);
    }

    @Test
    void theSplitIsAnAxisOfRepetitionAndNotPartOfTheCell() {
        TrialSpec first = spec("chameleon-filtered", 0, TrialSpec.SPLIT, 0L);
        TrialSpec otherSplit = spec("chameleon-filtered", 0, TrialSpec.SPLIT, 9L);
        TrialSpec otherSeed = spec("chameleon-filtered", 1, TrialSpec.SPLIT, 0L);
        TrialSpec otherDepth = spec("chameleon-filtered", 0, TrialSpec.SPLIT, 0L, "depth", 4L);

        assertThat(first.hash()).isNotEqualTo(otherSplit.hash()).isNotEqualTo(otherSeed.hash());
        assertThat(first.cellHash())
                .isEqualTo(otherSplit.cellHash())
                .isEqualTo(otherSeed.cellHash())
                .isNotEqualTo(otherDepth.cellHash());
    }

    @Test
    void theSplitIsReadBackFromTheCanonicalForm() {
        TrialSpec spec = spec("chameleon-filtered", 3, TrialSpec.SPLIT, 7L);

        TrialSpec read = TrialSpec.parse(spec.canonicalJson());

        assertThat(read).isEqualTo(spec);
        assertThat(read.integer(TrialSpec.SPLIT)).isEqualTo(7);
        assertThat(read.cellHash()).isEqualTo(spec.cellHash());
    }
}
