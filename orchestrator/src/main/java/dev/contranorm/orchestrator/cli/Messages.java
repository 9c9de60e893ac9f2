package dev.contranorm.orchestrator.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: data for programs to standard output, messages for people to standard error. */
record Messages(PrintWriter out, PrintWriter err) {
    static Messages of(CommandSpec spec) {
        return new Messages(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** A message for people. */
    void say(String message) {
        err.println("sweep: " + message);
        err.flush();
    }

    /** Data; the text ends its own lines. */
    void print(String text) {
        out.print(text);
        out.flush();
    }
}
