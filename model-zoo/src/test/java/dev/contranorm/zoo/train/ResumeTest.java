package dev.contranorm.zoo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.train.loop.CheckpointException;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.train.task.MetricPoint;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training that is stopped and resumed ends with the same bits as uninterrupted training. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public class ResumeTest {
    @TempDir
    Path unbroken;

    @TempDir
    Path broken;

    private final Trials.Recorder whole = new Trials.Recorder();
    private final Trials.Recorder parts = new Trials.Recorder();

    private static Trainer trainer(Path folder, Duration interval) {
        return new Trainer(new TrainingSettings(Optional.empty(), 2, Optional.of(folder), interval));
    }

    @ParameterizedTest
    @CsvSource({"PAPER, 1", "PAPER, 7", "CLEAN, 5", "CLEAN, 11"})
    void aTrialStoppedAtAnyEpochEndsWithTheSameBits(Protocol protocol, int stoppedAfter) throws Exception {
        TrialSpec spec = Trials.small(protocol, 3, "patience", 40L);
        TrainingResult straight = trainer(unbroken, Duration.ofHours(1)).train(spec, whole, StopSignal.never());

        int[] steps = {0};
        TrainingResult first =
                trainer(broken, Duration.ofHours(1)).train(spec, parts, () -> steps[0]++ == stoppedAfter);
        TrainingResult second = trainer(broken, Duration.ofHours(1)).train(spec, parts, StopSignal.never());

        assertThat(first.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        assertThat(parts.firstEpochs).containsExactly(1, stoppedAfter + 1);
        assertThat(second.metrics()).isEqualTo(straight.metrics());
        assertThat(parts.points).isEqualTo(whole.points);
        assertThat(weights(broken))
                .as("weights, optimizer state and best epoch")
                .isEqualTo(weights(unbroken));
    }

    @Test
    void aTrialKilledBetweenTwoCheckpointsRepeatsWhatWasLost() throws Exception {
        TrialSpec spec = Trials.small(Protocol.CLEAN, 3);
        trainer(unbroken, Duration.ofHours(1)).train(spec, whole, StopSignal.never());
        int[] steps = {0};
        trainer(broken, Duration.ofHours(1)).train(spec, parts, () -> steps[0]++ == 4);
        // The state after a kill: epochs reported and a best epoch stored after the checkpoint.
        TrainingObserver killer = new TrainingObserver() {
            @Override
            public void measured(int epoch, List<MetricPoint> points) {
                parts.measured(epoch, points);
                if (epoch == 9) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatThrownBy(() -> trainer(broken, Duration.ofHours(1)).train(spec, killer, StopSignal.never()))
                .hasMessage("killed");

        trainer(broken, Duration.ofHours(1)).train(spec, parts, StopSignal.never());

        assertThat(parts.firstEpochs).containsExactly(1, 5);
        assertThat(parts.points).isEqualTo(whole.points);
        assertThat(weights(broken)).isEqualTo(weights(unbroken));
    }

    @ParameterizedTest
    @CsvSource({"weights.data-00000-of-00001", "weights.index", "checkpoint.json"})
    void aTruncatedNewestCheckpointFallsBackToTheOneBefore(String file) throws Exception {
        TrialSpec spec = Trials.small(Protocol.PAPER, 3);
        trainer(unbroken, Duration.ZERO).train(spec, whole, StopSignal.never());
        int[] steps = {0};
        trainer(broken, Duration.ZERO).train(spec, parts, () -> steps[0]++ == 6);
        Path newest = newest(broken);
        assertThat(newest.getFileName().toString()).endsWith("6");
        try (FileChannel channel = FileChannel.open(newest.resolve(file), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        trainer(broken, Duration.ZERO).train(spec, parts, StopSignal.never());

        assertThat(parts.firstEpochs).containsExactly(1, 6);
        assertThat(parts.points).isEqualTo(whole.points);
        assertThat(weights(broken)).isEqualTo(weights(unbroken));
    }

    @Test
    void aCheckpointWithAFlippedByteIsNotTrusted() throws Exception {
        TrialSpec spec = Trials.small(Protocol.PAPER, 3);
        int[] steps = {0};
        trainer(broken, Duration.ofHours(1)).train(spec, parts, () -> steps[0]++ == 6);
        try (FileChannel channel = FileChannel.open(
                newest(broken).resolve("weights.data-00000-of-00001"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, 40);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, 40);
        }

        trainer(broken, Duration.ofHours(1)).train(spec, parts, StopSignal.never());

        assertThat(parts.firstEpochs).containsExactly(1, 1);
    }

    @Test
    void aFinishedTrialIsNotTrainedAgain() throws Exception {
        TrialSpec spec = Trials.small(Protocol.CLEAN, 3);
        TrainingResult first = trainer(broken, Duration.ofHours(1)).train(spec, parts, StopSignal.never());
        TrainingResult second = trainer(broken, Duration.ofHours(1)).train(spec, parts, StopSignal.never());

        assertThat(parts.firstEpochs).containsExactly(1, 13);
        assertThat(second.metrics()).isEqualTo(first.metrics());
        assertThat(second.epochs()).isEqualTo(12);
    }

    @Test
    void theTwoNewestAndTheBestAreKept() throws Exception {
        TrialSpec spec = Trials.small(Protocol.CLEAN, 3);
        trainer(broken, Duration.ZERO).train(spec, parts, StopSignal.never());

        assertThat(parts.checkpoints).hasSize(12).contains(1, 12);
        List<String> names = folders(broken).stream()
                .map(path -> path.getFileName().toString())
                .toList();
        assertThat(names).hasSize(3).contains("step-000000000012", "step-000000000011");
        assertThat(names.get(0)).startsWith("best-");
    }

    @Test
    void aCheckpointFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(broken.resolve("file"));
        TrialSpec spec = Trials.small(Protocol.PAPER, 3);

        assertThatThrownBy(() -> trainer(file, Duration.ZERO).train(spec, parts, StopSignal.never()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.toString());
    }

    private static Path newest(Path folder) throws IOException {
        return folders(folder).stream()
                .filter(path -> path.getFileName().toString().startsWith("step-"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> trials = Files.list(folder)) {
            Path trial = trials.findFirst().orElseThrow();
            try (Stream<Path> all = Files.list(trial)) {
                return all.sorted().toList();
            }
        }
    }

    /** The bytes of the newest checkpoint and of the best epoch. */
    public static SortedMap<String, ByteBuffer> weights(Path folder) throws IOException {
        SortedMap<String, ByteBuffer> bytes = new TreeMap<>();
        for (Path checkpoint : folders(folder)) {
            boolean counts = checkpoint.equals(newest(folder))
                    || checkpoint.getFileName().toString().startsWith("best-");
            try (Stream<Path> files = counts ? Files.list(checkpoint) : Stream.empty()) {
                for (Path file : files.toList()) {
                    bytes.put(
                            checkpoint.getFileName() + "/" + file.getFileName(),
                            ByteBuffer.wrap(Files.readAllBytes(file)));
                }
            }
        }
        return bytes;
    }
}
