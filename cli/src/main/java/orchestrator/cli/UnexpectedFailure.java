package orchestrator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import orchestrator.cli.input.Caller;
import orchestrator.cli.input.CommandNames;
import orchestrator.eventlog.EventLogException;
import orchestrator.fault.FaultText;
import orchestrator.trouble.NeedsPerson;

/** A failure that no command has words for: one sentence for the caller, and the trace in a file. */
final class UnexpectedFailure {
    private static final String FILE = "command.log";

    private UnexpectedFailure() {}

    static String text(Caller caller, Throwable failure, String... arguments) {
        String said = "orchestrate: " + FaultText.of(failure);
        boolean isComplete = failure instanceof NeedsPerson || failure instanceof EventLogException;
        if (isComplete) return said;
        return said + (said.endsWith(".") ? "" : ".") + trace(caller, failure, arguments);
    }

    /** Where it is; without a data directory nowhere. Arguments may hold a prompt: only the command's name is kept. */
    private static String trace(Caller caller, Throwable failure, String... arguments) {
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
            return "\n  Details are in " + file;
        } catch (IOException | RuntimeException noDirectory) {
            return "";
        }
    }

    private static String name(String... arguments) {
        boolean isCommand = arguments.length > 0 && CommandNames.NAMES.contains(arguments[0]);
        return isCommand ? arguments[0] : "run";
    }
}
