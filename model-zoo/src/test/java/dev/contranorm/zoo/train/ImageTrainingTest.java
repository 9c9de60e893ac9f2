package dev.contranorm.zoo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real training of small vision transformers on pictures that the test draws. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageTrainingTest {
    @TempDir
    Path data;

    @TempDir
    Path checkpoints;

    @BeforeEach
    void drawPictures() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (String part : new String[] {"train", "test"}) {
            for (Map.Entry<String, Color> kind :
                    Map.of("red", Color.RED, "blue", Color.BLUE).entrySet()) {
                Path folder = Files.createDirectories(
                        data.resolve("cifar10").resolve(part).resolve(kind.getKey()));
                for (int k = 0; k < 20; k++) {
                    BufferedImage picture = new BufferedImage(20 + k, 18, BufferedImage.TYPE_INT_RGB);
                    Graphics2D drawing = picture.createGraphics();
                    drawing.setColor(kind.getValue());
                    drawing.fillRect(0, 0, 40, 20);
                    drawing.setColor(new Color(random.nextInt(0x1000000)));
                    drawing.fillRect(random.nextInt(10), random.nextInt(10), 6, 6);
                    drawing.dispose();
                    ImageIO.write(picture, "png", folder.resolve(k + ".png").toFile());
                }
            }
        }
    }

    private static TrialSpec spec(Protocol protocol, long epochs, boolean distilled, String norm) {
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
        return Catalogue.load().resolve(values, protocol, 4);
    }

    private TrainingResult train(TrialSpec spec, Optional<Path> folder, StopSignal stop) throws Exception {
        TrainingSettings settings = new TrainingSettings(Optional.of(data), 2, folder, Duration.ofHours(1));
        return new Trainer(settings).train(spec, new Trials.Recorder(), stop);
    }

    @ParameterizedTest
    @CsvSource({"PAPER, false, contra-norm", "CLEAN, true, none"})
    void coloursAreLearned(Protocol protocol, boolean distilled, String norm) throws Exception {
        TrainingResult result = train(spec(protocol, 15, distilled, norm), Optional.empty(), StopSignal.never());
        assertThat(result.metrics()).hasEntrySatisfying("test/accuracy", accuracy -> assertThat(accuracy)
                .isGreaterThan(0.85));
    }

    @Test
    void aTrialStoppedInTheMiddleEndsWithTheSameNumbers() throws Exception {
        TrialSpec spec = spec(Protocol.PAPER, 3, false, "contra-norm");
        TrainingResult straight = train(spec, Optional.empty(), StopSignal.never());
        int[] steps = {0};
        TrainingResult first = train(spec, Optional.of(checkpoints), () -> steps[0]++ == 5);
        assertThat(first.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        assertThat(train(spec, Optional.of(checkpoints), StopSignal.never()).metrics())
                .isEqualTo(straight.metrics());
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> new Trainer(TrainingSettings.withoutCheckpoints(Optional.of(checkpoints), 1))
                        .train(spec(Protocol.PAPER, 1, false, "none"), new Trials.Recorder(), StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cifar10");
    }
}
