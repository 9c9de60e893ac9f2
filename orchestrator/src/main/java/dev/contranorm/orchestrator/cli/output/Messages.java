package dev.contranorm.orchestrator.cli.output;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: data for programs to standard output, messages for people to standard error. */
public record Messages(PrintWriter out, PrintWriter err) {
    public static Messages of(CommandSpec spec) {
        return new Messages(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** A message for people. */
    public void say(String message) {
        err.println("sweep: " + message);
        err.flush();
    }

    /** Data; the text ends its own lines. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }
}
