package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.connection.DatabaseException;
import dev.contranorm.db.query.InvalidQueryException;
import dev.contranorm.orchestrator.cli.option.NotFoundException;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.process.Interrupts;
import dev.contranorm.orchestrator.definition.InvalidDefinitionException;
import dev.contranorm.orchestrator.lifecycle.UnknownSweepException;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.process.AnsweringProcess.UnansweredException;
import dev.contranorm.orchestrator.mlflow.server.TrackingException;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.local.LocalBrokerException;
import dev.contranorm.zoo.UserFacing;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.PluginException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one message and an exit code; the stack trace is for {@code --debug}. */
final class ExecutionErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        if (Interrupts.requested() || problem instanceof InterruptedException) {
            command.getErr().println("sweep: " + Interrupts.farewell());
            return ExitCode.INTERRUPTED.number();
        }
        command.getErr().println("sweep: " + message(problem));
        if (GlobalOptions.debug(parsed)) {
            problem.printStackTrace(command.getErr());
        }
        return code(problem).number();
    }

    static ExitCode code(Throwable problem) {
        if (problem instanceof UsageException
                || problem instanceof InvalidDefinitionException
                || problem instanceof InvalidTrialException
                || problem instanceof PluginException
                || problem instanceof InvalidQueryException) {
            return ExitCode.USAGE;
        }
        return problem instanceof NotFoundException || problem instanceof UnknownSweepException
                ? ExitCode.NOT_FOUND
                : ExitCode.FAILURE;
    }

    static String message(Throwable problem) {
        if (diskIsFull(problem)) {
            return "the disk is full (" + lastMessage(problem)
                    + "); free some space and run again: what was finished is kept";
        }
        if (problem instanceof InvalidDefinitionException invalid) {
            int count = invalid.problems().size();
            return (count == 1 ? "the definition has a problem:" : "the definition has " + count + " problems:")
                    + System.lineSeparator() + "  "
                    + invalid.getMessage().replace(System.lineSeparator(), System.lineSeparator() + "  ");
        }
        return isUserFacing(problem) && problem.getMessage() != null
                ? problem.getMessage()
                : "internal error: " + problem + " (run again with --debug for the stack trace)";
    }

    /** The database module knows no other module of ours, so its base class stands for the marker. */
    private static boolean isUserFacing(Throwable problem) {
        return problem instanceof UserFacing || problem instanceof DatabaseException;
    }

    private static boolean diskIsFull(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private static String lastMessage(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
