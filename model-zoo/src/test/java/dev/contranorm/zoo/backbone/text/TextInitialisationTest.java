package dev.contranorm.zoo.backbone.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextInitialisationTest {
    private static final int WIDTH = 64;
    private static final TextInitialisation START = new TextInitialisation(0.1, 0.5, 0.25, 1);

    @Test
    void embeddingsOfPositionsAndTypesHaveTheirShareOfTheDeviation() {
        assertThat(deviation(START.weights())).isCloseTo(0.1, within(0.005));
        assertThat(deviation(START.positions())).isCloseTo(0.05, within(0.0025));
        assertThat(deviation(START.types())).isCloseTo(0.025, within(0.00125));
    }

    @Test
    void aMatchedLayerComparesTokensByTheirProduct() {
        float[] query = attention(0, 1);
        assertThat(attention(0, 2)).as("key").containsExactly(query);
        double own = 0;
        double other = 0;
        for (int a = 0; a < WIDTH; a++) {
            own += product(query, query, a, a) / WIDTH;
            other += Math.abs(product(query, query, a, (a + 1) % WIDTH)) / WIDTH;
        }
        assertThat(own).isCloseTo(1, within(0.1));
        assertThat(other).isLessThan(0.2);
    }

    @Test
    void furtherLayersStartAsOthersDo() {
        assertThat(attention(1, 1)).isNotEqualTo(attention(1, 2));
        assertThat(attention(1, 1)).containsExactly(START.weights().values(WIDTH * WIDTH, new SplittableRandom(1)));
    }

    private static float[] attention(int layer, long seed) {
        try (TrainGraph graph = new TrainGraph(5)) {
            return START.attention(graph, EncoderLayerNames.bert("layer." + layer), layer, WIDTH)
                    .values(WIDTH * WIDTH, new SplittableRandom(seed));
        }
    }

    /** (QᵀK)ab; weights have one row per output. */
    private static double product(float[] query, float[] key, int a, int b) {
        double sum = 0;
        for (int row = 0; row < WIDTH; row++) {
            sum += query[row * WIDTH + a] * key[row * WIDTH + b];
        }
        return sum;
    }

    private static double deviation(Initialiser start) {
        double squares = 0;
        for (float value : start.values(10_000, new SplittableRandom(3))) {
            squares += value * value;
        }
        return Math.sqrt(squares / 10_000);
    }
}
