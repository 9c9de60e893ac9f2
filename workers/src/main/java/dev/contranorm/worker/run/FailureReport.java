package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.loop.DivergenceException;
import dev.contranorm.zoo.trial.InvalidTrialException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a person and the orchestrator need to know of something that was thrown.
 *
 * @param reason one line
 * @param detail the stack trace, cut at a length that a message can carry
 */
record FailureReport(FailureKind kind, String reason, String detail) {
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_DETAIL = 16_000;
    /** Named by text: no TensorFlow class is loaded for a trial that does not need one. */
    private static final String DEVICE_OUT_OF_MEMORY = "org.tensorflow.exceptions.TFResourceExhaustedException";

    static FailureReport of(Throwable problem) {
        return new FailureReport(kind(problem), reason(problem), detail(problem));
    }

    private static FailureKind kind(Throwable problem) {
        if (problem instanceof DivergenceException) {
            return FailureKind.DIVERGED;
        }
        if (problem instanceof DatasetException) {
            return FailureKind.DATASET;
        }
        if (problem instanceof InvalidTrialException) {
            return FailureKind.SPECIFICATION;
        }
        if (problem instanceof OutOfMemoryError || problem.getClass().getName().equals(DEVICE_OUT_OF_MEMORY)) {
            return FailureKind.OUT_OF_MEMORY;
        }
        return FailureKind.ERROR;
    }

    private static String reason(Throwable problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        if (line.isEmpty() || problem instanceof Error || problem instanceof NullPointerException) {
            // These messages mean little without the type.
            line = problem.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
        }
        return cut(line, LONGEST_REASON);
    }

    private static String detail(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return cut(text.toString(), LONGEST_DETAIL);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
