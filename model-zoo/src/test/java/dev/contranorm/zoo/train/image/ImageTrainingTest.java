package dev.contranorm.zoo.train.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real training of small vision transformers on images that the test draws. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageTrainingTest {
    @TempDir
    Path data;

    @TempDir
    Path checkpoints;

    @TempDir
    Path unbroken;

    @BeforeEach
    void drawImages() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (String part : new String[] {"train", "test"}) {
            for (Map.Entry<String, Color> kind :
                    Map.of("red", Color.RED, "blue", Color.BLUE).entrySet()) {
                Path folder = Files.createDirectories(
                        data.resolve("cifar10").resolve(part).resolve(kind.getKey()));
                for (int k = 0; k < 20; k++) {
                    BufferedImage image = new BufferedImage(20 + k, 18, BufferedImage.TYPE_INT_RGB);
                    Graphics2D drawing = image.createGraphics();
                    drawing.setColor(kind.getValue());
                    drawing.fillRect(0, 0, 40, 20);
                    drawing.setColor(new Color(random.nextInt(0x1000000)));
                    drawing.fillRect(random.nextInt(10), random.nextInt(10), 6, 6);
                    drawing.dispose();
                    ImageIO.write(image, "png", folder.resolve(k + ".png").toFile());
                }
            }
        }
    }

    /** Disables colour changes, since the colours are to be learned. */
    private static final Map<String, Object> GENTLE = Map.of(
            "randAugment.operations", 0L,
            "augment.colourJitter", 0.1,
            "erasing.probability", 0.0,
            "mixup.alpha", 0.0,
            "cutmix.alpha", 0.0);

    private static TrialSpec spec(
            Protocol protocol, long epochs, boolean distilled, String norm, Map<String, Object> changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "cifar10");
        values.put("backbone", "deit-tiny");
        values.put("norm", norm);
        values.put("depth", 2L);
        values.put("hidden", 16L);
        values.put("heads", 2L);
        values.put("patch", 4L);
        values.put("image", 16L);
        values.put("batch", 10L);
        values.put("distilled", distilled);
        values.put("layerScale", 0.1);
        values.put("epochs", epochs);
        values.put("optimizer.learningRate", 0.3);
        values.put("optimizer.warmupEpochs", 1L);
        values.putAll(changes);
        return Catalogue.load().resolve(values, protocol, 4);
    }

    private TrainingResult train(TrialSpec spec, Optional<Path> folder, StopSignal stop) throws Exception {
        TrainingSettings settings = new TrainingSettings(Optional.of(data), 2, folder, Duration.ofHours(1));
        return new Trainer(settings).train(spec, new Trials.Recorder(), stop);
    }

    @ParameterizedTest
    @CsvSource({"PAPER, false, contra-norm", "CLEAN, true, none"})
    void coloursAreLearned(Protocol protocol, boolean distilled, String norm) throws Exception {
        TrainingResult result =
                train(spec(protocol, 15, distilled, norm, GENTLE), Optional.empty(), StopSignal.never());
        assertThat(result.metrics()).hasEntrySatisfying("test/accuracy", accuracy -> assertThat(accuracy)
                .isGreaterThan(0.85));
    }

    /** The whole recipe: augmentation, mixing, repeats, stochastic depth, clipping, and the evaluated moving average. */
    @ParameterizedTest
    @CsvSource({"PAPER, 5", "CLEAN, 2", "PAPER, 8"})
    void aTrialStoppedInTheMiddleEndsWithTheSameBits(Protocol protocol, int stoppedAfter) throws Exception {
        TrialSpec spec = spec(
                protocol,
                3,
                true,
                "contra-norm",
                Map.of("ema.decay", 0.9, "ema.evaluate", true, "optimizer.clipNorm", 1.0, "dropout", 0.1));
        TrainingResult straight = train(spec, Optional.of(unbroken), StopSignal.never());
        int[] steps = {0};
        TrainingResult first = train(spec, Optional.of(checkpoints), () -> steps[0]++ == stoppedAfter);
        assertThat(first.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        assertThat(train(spec, Optional.of(checkpoints), StopSignal.never()).metrics())
                .isEqualTo(straight.metrics());
        assertThat(newest(checkpoints)).hasSizeGreaterThan(1).isEqualTo(newest(unbroken));
    }

    /** The files of the newest checkpoint: weights, moments, moving average, and the loop's progress. */
    private static Map<String, String> newest(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            Path last = all.filter(path -> path.getFileName().toString().startsWith("step-"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Map<String, String> digests = new TreeMap<>();
            try (Stream<Path> files = Files.list(last)) {
                for (Path file : files.toList()) {
                    Sha256 digest = new Sha256();
                    digest.add(ByteBuffer.wrap(Files.readAllBytes(file)));
                    digests.put(file.getFileName().toString(), digest.hex());
                }
            }
            return digests;
        }
    }

    @Test
    void theMovingAverageIsEvaluatedIfRequested() throws Exception {
        Map<String, Object> slow = new HashMap<>(GENTLE);
        slow.put("ema.decay", 0.99996);
        TrainingResult weights =
                train(spec(Protocol.PAPER, 6, false, "none", slow), Optional.empty(), StopSignal.never());
        slow.put("ema.evaluate", true);
        TrainingResult average =
                train(spec(Protocol.PAPER, 6, false, "none", slow), Optional.empty(), StopSignal.never());
        assertThat(average.metrics())
                .containsEntry("train/loss", weights.metrics().get("train/loss"));
        // Such a slow average still equals the initial weights and has learned nothing of two classes.
        assertThat(average.metrics().get("test/loss")).isCloseTo(Math.log(2), within(0.05));
        assertThat(weights.metrics().get("test/loss"))
                .isLessThan(average.metrics().get("test/loss") - 0.1);
    }

    @Test
    void aTrialEndsEarlyWhenPatienceRunsOut() throws Exception {
        Map<String, Object> patient = new HashMap<>(GENTLE);
        patient.put("patience", 3L);
        TrainingResult result =
                train(spec(Protocol.CLEAN, 200, false, "none", patient), Optional.empty(), StopSignal.never());
        assertThat(result.status()).isEqualTo(TrainingResult.Status.STOPPED_EARLY);
        assertThat(result.epochs()).isLessThan(200);
    }

    @Test
    void anImageFoundDamagedDuringTrainingIsNamed() throws Exception {
        Path broken = data.resolve("cifar10/train/blue/7.png");
        Files.writeString(broken, "no image");
        assertThatThrownBy(() ->
                        train(spec(Protocol.PAPER, 9, false, "none", GENTLE), Optional.empty(), StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(broken.toString());
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> new Trainer(TrainingSettings.withoutCheckpoints(Optional.of(checkpoints), 1))
                        .train(
                                spec(Protocol.PAPER, 1, false, "none", Map.of()),
                                new Trials.Recorder(),
                                StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cifar10");
    }

    @Test
    void parametersThatContradictEachOtherAreRefusedBeforeAnythingRuns() {
        refused(Map.of("patch", 5L), "image: 16 is not a multiple of patch: 5");
        refused(Map.of("heads", 3L), "hidden: 16 is not a multiple of heads: 3");
        refused(Map.of("ema.decay", 0.0, "ema.evaluate", true), "ema.evaluate: there is no moving average");
        refused(Map.of("distillation.kind", "soft", "distillation.teacher", "t"), "which this network lacks");
        refused(Map.of("distillation.kind", "hard", "distilled", true), "distillation.teacher: is missing");
        refused(Map.of("distillation.teacher", "t"), "but distillation.kind is none");
    }

    private static void refused(Map<String, Object> changes, String message) {
        assertThatThrownBy(() -> spec(Protocol.PAPER, 1, false, "none", changes))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining(message);
    }
}
