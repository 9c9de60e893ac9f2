package dev.contranorm.orchestrator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command executed in this process: its exit code and what it wrote. */
public record Captured(int code, String out, String err) {
    public static Captured of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Sweep.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Captured(code, out.toString(), err.toString());
    }
}
