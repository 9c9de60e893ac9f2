package dev.contranorm.orchestrator.cli.output;

/** Numbers of things in messages. */
public final class Plural {
    private Plural() {}

    /** {@code 1 trial}, {@code 2 trials}: for nouns with a regular plural. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
