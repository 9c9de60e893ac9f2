package dev.contranorm.zoo.train.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.train.text.TextScores;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trainer's assertion checks in every training test that training reports exactly these names. */
class TrialMetricsTest {
    @Test
    void thePaperProtocolForTextsReportsNoTestScores() {
        assertThat(TrialMetrics.of("cola", "bert-small", Protocol.PAPER))
                .containsExactlyInAnyOrder(
                        "train/loss",
                        "validation/accuracy",
                        "validation/headline",
                        "validation/matthews",
                        "validation/score");
        assertThat(TrialMetrics.of("cola", "bert-small", Protocol.CLEAN)).contains("test/matthews", "validation/score");
    }

    @Test
    void aRegressionHasNoAccuracy() {
        assertThat(TrialMetrics.of("stsb", "bert-small", Protocol.PAPER))
                .containsExactlyInAnyOrder(
                        "train/loss",
                        "validation/headline",
                        "validation/pearson",
                        "validation/score",
                        "validation/spearman");
    }

    @Test
    void furtherEvaluationPartsHaveTheirOwnNames() {
        assertThat(TrialMetrics.of("mnli", "bert-small", Protocol.PAPER)).contains("validation-mismatched/accuracy");
        assertThat(TrialMetrics.of("mnli", "bert-small", Protocol.CLEAN))
                .contains("test-mismatched/accuracy", "validation/accuracy")
                .doesNotContain("validation-mismatched/accuracy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minesweeper", "tolokers", "questions"})
    void graphsOfTwoClassesReportTheirPublishedMeasureBesideAccuracy(String dataset) {
        assertThat(TrialMetrics.of(dataset, "deep-gcn", Protocol.CLEAN))
                .containsExactlyInAnyOrder(
                        "train/loss",
                        "train/accuracy",
                        "validation/accuracy",
                        "test/accuracy",
                        "validation/roc-auc",
                        "test/roc-auc");
        assertThat(TrialMetrics.of(dataset, "rev-gat", Protocol.PAPER))
                .contains("test/roc-auc", "validation/negative-loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cora", "roman-empire", "amazon-ratings", "chameleon-filtered", "sbm", "ogbn-arxiv"})
    void otherGraphsReportNoAreaUnderTheCurve(String dataset) {
        assertThat(TrialMetrics.of(dataset, "deep-gcn", Protocol.CLEAN))
                .containsExactlyInAnyOrder("train/loss", "train/accuracy", "validation/accuracy", "test/accuracy");
    }

    @Test
    void aTrialThatTrainsNothingSaysThatItIsDone() {
        assertThat(TrialMetrics.of("noop", "noop", Protocol.PAPER)).containsExactly("noop/done");
    }

    @Test
    void namesAreKnownForEveryPairOfTheCatalogue() {
        Catalogue catalogue = Catalogue.load();
        for (CatalogueEntry backbone : catalogue.backbones()) {
            for (CatalogueEntry dataset : catalogue.datasets()) {
                if (dataset.family().equals(backbone.family())) {
                    assertThat(TrialMetrics.of(dataset.name(), backbone.name(), Protocol.CLEAN))
                            .as(dataset.name() + " with " + backbone.name())
                            .contains("train/loss")
                            .anyMatch(name -> name.startsWith("test/"));
                }
            }
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> TrialMetrics.of("cora", "no-such", Protocol.PAPER))
                .isInstanceOf(InvalidTrialException.class);
    }

    @Test
    void theMeanOfTheOwnMeasuresIsTheScore() {
        double[] labels = {1, 0, 1, 1};
        double[] predicted = {1, 0, 0, 1};
        assertThat(TextScores.of(List.of(Score.F1, Score.ACCURACY), predicted, labels))
                .containsEntry("f1", 0.8)
                .containsEntry("accuracy", 0.75)
                .containsEntry("score", 0.775);
    }
}
