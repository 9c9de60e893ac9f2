package dev.contranorm.orchestrator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code sweep}. */
@Command(
        name = "sweep",
        description = "Trains what a sweep definition asks for and prints the table.",
        mixinStandardHelpOptions = true,
        version = "sweep 0.1.0")
public final class Sweep implements Runnable {
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Sweep()).execute(arguments));
    }
}
