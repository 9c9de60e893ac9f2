package dev.contranorm.orchestrator.cli.output;

/** The exit codes of {@code sweep}. Scripts rely on the numbers, so they never change. */
public enum ExitCode {
    OK(0, "success"),
    FAILURE(1, "failure; the message says what to do"),
    USAGE(2, "invalid command line or sweep definition"),
    FAILED_TRIALS(3, "the sweep finished, but some trials failed"),
    NOT_FOUND(4, "no such sweep, trial or dataset"),
    INTERRUPTED(130, "interrupted by Ctrl-C or SIGTERM; run the command again to continue");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
