package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.FailureKind;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.loop.DivergenceException;
import dev.contranorm.zoo.trial.InvalidTrialException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What the orchestrator and a person need to know about an exception.
 *
 * @param reason one line
 * @param detail the stack trace, shortened to fit into a message
 */
record FailureReport(FailureKind kind, String reason, String detail) {
    private static final int REASON_LENGTH = 500;
    private static final int DETAIL_LENGTH = 16_000;
    /** As a string: a trial that does not use TensorFlow loads none of its classes. */
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
        return cut(line, REASON_LENGTH);
    }

    private static String detail(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return cut(text.toString(), DETAIL_LENGTH);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
