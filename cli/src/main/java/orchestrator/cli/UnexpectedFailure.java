package orchestrator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.CommandNames;
import orchestrator.eventlog.EventLogException;
import orchestrator.fault.FaultText;
import orchestrator.trouble.NeedsUser;

/** A failure that no command handles: one sentence for the caller; the stack trace goes to a file. */
final class UnexpectedFailure {
    private static final String FILE = "command.log";

    private UnexpectedFailure() {}

    static String text(CommandCaller caller, Throwable failure, String... arguments) {
        String said = "orchestrate: " + FaultText.of(failure);
        boolean isComplete = failure instanceof NeedsUser || failure instanceof EventLogException;
        if (isComplete) return said;
        return said + (said.endsWith(".") ? "" : ".") + trace(caller, failure, arguments);
    }

    /** Names the file; empty if there is no data directory. Only the command's name is kept, since arguments may hold a prompt. */
    private static String trace(CommandCaller caller, Throwable failure, String... arguments) {
        try {
            Path logs = Files.createDirectories(caller.home().file("logs"));
            Path file = logs.resolve(FILE);
            StringWriter trace = new StringWriter();
            trace.append(Instant.now() + " " + name(arguments) + "\n");
            failure.printStackTrace(new PrintWriter(trace, true));
            Files.writeString(
                    file,
                    trace.toString(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return "\n  The details are in " + file;
        } catch (IOException | RuntimeException noDirectory) {
            return "";
        }
    }

    private static String name(String... arguments) {
        boolean isCommand = arguments.length > 0 && CommandNames.NAMES.contains(arguments[0]);
        return isCommand ? arguments[0] : "run";
    }
}
