package dev.contranorm.orchestrator.local.process;

import dev.contranorm.zoo.UserFacing;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A child Java process that does one job with TensorFlow and answers with one line. */
public final class AnsweringProcess {
    /** The prefix of the line with the answer: a native library may print other lines. */
    private static final String ANSWER = "answer: ";

    private static final String PROBLEM = "problem: ";
    private static final int KEPT_LINES = 20;
    private static final String HEAP = "2g";

    private AnsweringProcess() {}

    /** The child did not answer; the message says why. */
    public static final class UnansweredException extends Exception implements UserFacing {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message) {
            super(message);
        }
    }

    /**
     * Runs a child process to its end.
     *
     * @param main its main class, which calls {@link #answer}
     * @return the line that it answers
     */
    public static String ask(Class<?> main, List<String> arguments, Map<String, String> environment)
            throws UnansweredException, InterruptedException {
        Process process = null;
        try {
            process = JavaCommand.of(main.getName(), HEAP, arguments, environment)
                    .redirectErrorStream(true)
                    .start();
            String answer = null;
            Deque<String> last = new ArrayDeque<>();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith(ANSWER) || line.startsWith(PROBLEM)) {
                        answer = line;
                    } else {
                        last.addLast(line);
                        if (last.size() > KEPT_LINES) {
                            last.removeFirst();
                        }
                    }
                }
            }
            int code = process.waitFor();
            if (code == 0 && answer != null) {
                return answer.substring(ANSWER.length());
            }
            throw new UnansweredException(
                    answer != null
                            ? answer.substring(PROBLEM.length())
                            : "the process ended with code " + code + ": " + String.join("\n", last));
        } catch (IOException problem) {
            throw new UnansweredException("the process cannot be run: " + problem.getMessage());
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Called in the child: prints the answer of the work, or prints why it failed and exits with 1. */
    public static void answer(Callable<String> work) {
        try {
            System.out.println(ANSWER + work.call());
        } catch (Exception | LinkageError problem) {
            problem.printStackTrace();
            String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
            System.out.println(PROBLEM + message.replace('\n', ' '));
            System.exit(1);
        }
    }
}
