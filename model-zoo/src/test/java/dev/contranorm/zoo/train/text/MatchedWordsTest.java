package dev.contranorm.zoo.train.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few pairs of texts in RTE's layout; the first entails the second if it contains its words. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MatchedWordsTest {
    private static final int WORDS = 400;

    @TempDir
    Path data;

    @BeforeEach
    void writeData() throws Exception {
        List<String> vocabulary = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        for (int k = 0; k < WORDS; k++) {
            vocabulary.add(word(k));
        }
        Files.write(Files.createDirectories(data.resolve("words")).resolve("vocab.txt"), vocabulary);
        Path task = Files.createDirectories(data.resolve("glue/RTE"));
        Files.writeString(task.resolve("train.tsv"), rows(600, 1));
        Files.writeString(task.resolve("dev.tsv"), rows(200, 2));
    }

    private static String word(int k) {
        return "w" + (char) ('a' + k / 20) + (char) ('a' + k % 20);
    }

    private static String rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder rows = new StringBuilder("index\tsentence1\tsentence2\tlabel\n");
        for (int k = 0; k < count; k++) {
            List<String> words = random.ints(0, WORDS)
                    .distinct()
                    .limit(9)
                    .mapToObj(MatchedWordsTest::word)
                    .toList();
            boolean entailed = random.nextBoolean();
            rows.append(k)
                    .append('\t')
                    .append(String.join(" ", words.subList(0, 6)))
                    .append('\t')
                    .append(String.join(" ", entailed ? words.subList(1, 4) : words.subList(6, 9)))
                    .append('\t')
                    .append(entailed ? "entailment" : "not_entailment")
                    .append('\n');
        }
        return rows.toString();
    }

    @Test
    void matchedInitialisationGeneralisesToUnseenCombinationsOfWords() throws Exception {
        assertThat(accuracy(1, 0.04, 0.5)).as("matched").isGreaterThan(0.85);
        assertThat(accuracy(0, 1, 1))
                .as("BERT's initialisation memorises the pairs")
                .isLessThan(0.7);
    }

    private double accuracy(long matchedLayers, double positionShare, double typeShare) throws Exception {
        return new Trainer(new TrainingSettings(Optional.of(data), 2, Optional.empty(), Duration.ofHours(1)))
                .train(
                        Trials.of(
                                Protocol.PAPER,
                                0,
                                "dataset",
                                "rte",
                                "backbone",
                                "bert-small",
                                "norm",
                                "none",
                                "depth",
                                2L,
                                "hidden",
                                128L,
                                "heads",
                                1L,
                                "intermediate",
                                64L,
                                "positions",
                                32L,
                                "dropout",
                                0.0,
                                "attentionDropout",
                                0.0,
                                "classifierDropout",
                                0.0,
                                "tokenizer",
                                "words",
                                "epochs",
                                8L,
                                "batch",
                                10L,
                                "optimizer.learningRate",
                                0.0005,
                                "initial.deviation",
                                0.09,
                                "initial.positionShare",
                                positionShare,
                                "initial.typeShare",
                                typeShare,
                                "initial.matchedLayers",
                                matchedLayers),
                        new Trials.Recorder(),
                        StopSignal.never())
                .metrics()
                .get("validation/accuracy");
    }
}
