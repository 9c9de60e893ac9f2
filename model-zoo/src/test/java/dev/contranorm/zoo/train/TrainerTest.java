package dev.contranorm.zoo.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.train.loop.DivergenceException;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainerTest {
    private final Trainer trainer = new Trainer(TrainingSettings.withoutCheckpoints(Optional.empty(), 2));
    private final Trials.Recorder recorder = new Trials.Recorder();

    @Test
    void aTrialReportsEveryEpochAndEndsWithTheNumbersOfTheLast() throws Exception {
        TrainingResult result = trainer.train(Trials.small(Protocol.PAPER, 1), recorder, StopSignal.never());

        assertThat(result.status()).isEqualTo(TrainingResult.Status.COMPLETED);
        assertThat(result.epochs()).isEqualTo(12);
        assertThat(result.metrics())
                .containsOnlyKeys("train/loss", "train/accuracy", "validation/accuracy", "test/accuracy");
        result.metrics().forEach((name, value) -> assertThat(recorder.points).containsEntry(name + "@12", value));
        assertThat(recorder.curve("train/loss", 12)).doesNotContainNull();
        assertThat(recorder.points.get("train/loss@12")).isLessThan(recorder.points.get("train/loss@1"));
        for (String measure : List.of(
                "cosine", "effective-rank", "numerical-rank", "variance", "dirichlet-energy", "gradient-norm")) {
            assertThat(recorder.points)
                    .containsKeys("layer/initial/" + measure + "@1", "layer/final/" + measure + "@3");
        }
        assertThat(recorder.points.get("layer/final/gradient-norm@3"))
                .isNotEqualTo(recorder.points.get("layer/initial/gradient-norm@3"));
        assertThat(result.usage().wallMillis()).isPositive();
        assertThat(result.usage().cpuMillis()).isPositive();
        assertThat(result.usage().peakResidentMegabytes()).isPositive();
        assertThat(recorder.provenance.datasetDigest()).hasSize(64);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedDoesNot() throws Exception {
        Trials.Recorder again = new Trials.Recorder();
        Trials.Recorder other = new Trials.Recorder();
        trainer.train(Trials.small(Protocol.PAPER, 1), recorder, StopSignal.never());
        trainer.train(Trials.small(Protocol.PAPER, 1), again, StopSignal.never());
        trainer.train(Trials.small(Protocol.PAPER, 2), other, StopSignal.never());

        assertThat(again.points).isEqualTo(recorder.points);
        assertThat(other.points).isNotEqualTo(recorder.points);
    }

    @Test
    void theCleanProtocolTakesTheBestValidationEpochAndThePaperProtocolTheLast() throws Exception {
        TrainingResult clean = trainer.train(
                Trials.small(Protocol.CLEAN, 1, "epochs", 60L, "optimizer.learningRate", 0.1),
                recorder,
                StopSignal.never());

        var validation = recorder.curve("validation/accuracy", 60);
        double best = validation.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int epoch = validation.indexOf(best) + 1;
        assertThat(epoch).as("the best epoch must not be the last in this test").isLessThan(60);
        assertThat(clean.metrics()).containsEntry("validation/accuracy", best);
        assertThat(clean.metrics()).containsEntry("test/accuracy", recorder.points.get("test/accuracy@" + epoch));
    }

    @Test
    void trainingEndsWhenPatienceRunsOut() throws Exception {
        TrainingResult result = trainer.train(
                Trials.small(Protocol.CLEAN, 1, "epochs", 500L, "patience", 5L), recorder, StopSignal.never());

        assertThat(result.status()).isEqualTo(TrainingResult.Status.STOPPED_EARLY);
        assertThat(result.epochs()).isLessThan(500);
        var validation = recorder.curve("validation/accuracy", result.epochs());
        double best = validation.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(validation.indexOf(best) + 1).isEqualTo(result.epochs() - 5);
    }

    @Test
    void evaluationHappensAtItsIntervalAndAtTheLastEpoch() throws Exception {
        trainer.train(Trials.small(Protocol.PAPER, 1, "evaluation.interval", 5L), recorder, StopSignal.never());

        assertThat(recorder.points.keySet().stream().filter(name -> name.startsWith("test/")))
                .containsExactlyInAnyOrder("test/accuracy@5", "test/accuracy@10", "test/accuracy@12");
        assertThat(recorder.curve("train/loss", 12)).doesNotContainNull();
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrialAndNamesTheStep() {
        TrialSpec wild = Trials.small(
                Protocol.PAPER,
                1,
                "optimizer.learningRate",
                1000.0,
                "norm",
                "none",
                "layerNorm",
                false,
                "epochs",
                200L,
                "depth",
                8L);

        assertThatThrownBy(() -> trainer.train(wild, recorder, StopSignal.never()))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("at step")
                .hasMessageContaining("epoch");
    }

    @Test
    void aStopEndsAfterTheStepAndSaysSo() throws Exception {
        int[] asked = {0};
        TrainingResult result = trainer.train(Trials.small(Protocol.PAPER, 1), recorder, () -> asked[0]++ == 4);

        assertThat(result.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        assertThat(result.epochs()).isEqualTo(4);
    }

    @Test
    void aNoopTrialIsDoneAtOnce() throws Exception {
        TrialSpec noop = Trials.of(Protocol.PAPER, 7, "dataset", "noop", "backbone", "noop", "norm", "none");
        TrainingResult result = trainer.train(noop, recorder, StopSignal.never());

        assertThat(result.metrics()).containsExactly(java.util.Map.entry("noop/done", 1.0));
        assertThat(result.status()).isEqualTo(TrainingResult.Status.COMPLETED);
    }
}
