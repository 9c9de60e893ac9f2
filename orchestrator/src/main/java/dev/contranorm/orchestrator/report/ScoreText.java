package dev.contranorm.orchestrator.report;

import java.util.List;

/** Formats the scores of one table: fractions as percentages, other scores with four digits. */
final class ScoreText {
    static final String NONE = "–";
    static final String FAILED = "✗";

    private final boolean percent;

    private ScoreText(boolean percent) {
        this.percent = percent;
    }

    /** Percentages if the metric is not a loss and all scores are between −1 and 1. */
    static ScoreText of(String metric, List<Cell> cells) {
        boolean fractions = cells.stream()
                .allMatch(cell -> cell.min().orElse(0) >= -1 && cell.max().orElse(0) <= 1);
        return new ScoreText(fractions && !metric.endsWith("loss") && !metric.startsWith("layer/"));
    }

    boolean isPercent() {
        return percent;
    }

    String number(double score) {
        return percent ? Numbers.percent(score) : Numbers.rounded(score);
    }

    /** One more digit than a score, as is usual for averages in papers. */
    String average(double average) {
        return percent ? Numbers.percent(average, 2) : Numbers.rounded(average);
    }

    /** The mean without deviation, or the number of failed trials. */
    String brief(Cell cell) {
        String failed = cell.failed() > 0 ? FAILED + cell.failed() : NONE;
        return cell.mean().isPresent() && cell.failed() == 0
                ? number(cell.mean().getAsDouble())
                : failed;
    }

    /** {@code 78.6 ± 0.2 (3) ✗1}: mean, standard deviation, number of trials, number of failed trials. */
    String of(Cell cell) {
        StringBuilder text = new StringBuilder();
        if (cell.mean().isPresent()) {
            text.append(number(cell.mean().getAsDouble()));
            cell.std().ifPresent(std -> text.append(" ± ").append(number(std)));
            text.append(" (").append(cell.n()).append(')');
        }
        if (cell.failed() > 0) {
            text.append(text.length() == 0 ? "" : " ").append(FAILED).append(cell.failed());
        }
        return text.length() == 0 ? NONE : text.toString();
    }
}
