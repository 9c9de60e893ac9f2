package dev.contranorm.orchestrator.cli.output;

/** The exit codes of {@code sweep}; part of its interface, so the numbers stay. */
public enum ExitCode {
    OK(0, "done"),
    FAILURE(1, "something went wrong; the message says what to do"),
    USAGE(2, "the command line or the sweep definition is wrong"),
    FAILED_TRIALS(3, "the sweep ended, but some of its trials failed"),
    NOT_FOUND(4, "no such sweep or trial"),
    INTERRUPTED(130, "stopped by Ctrl-C or SIGTERM; run again to go on");

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
