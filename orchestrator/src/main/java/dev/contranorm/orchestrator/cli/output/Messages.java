package dev.contranorm.orchestrator.cli.output;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** The output of a command: data goes to standard output, messages for people go to standard error. */
public record Messages(PrintWriter out, PrintWriter err) {
    public static Messages of(CommandSpec spec) {
        return new Messages(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Prints a message for people. */
    public void say(String message) {
        err.println("sweep: " + message);
        err.flush();
    }

    /** Prints data; the text contains its own line breaks. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }
}
