package orchestrator.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Ends a command with a message (the attempt, the cause, the remedy) and an exit code. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String needs;
    private final transient List<String> remedies;

    private CommandException(int exitCode, String message, String needs, List<String> remedies) {
        super(message);
        this.exitCode = exitCode;
        this.needs = needs;
        this.remedies = List.copyOf(remedies);
    }

    /** The caller's mistake. */
    public static CommandException badInput(String message, String... remedies) {
        return new CommandException(ExitCode.BAD_INPUT, message, "", List.of(remedies));
    }

    /** A valid command that failed. */
    public static CommandException failed(String message, String... remedies) {
        return new CommandException(ExitCode.FAILED, message, "", List.of(remedies));
    }

    /** The same with one more remedy. */
    public CommandException with(String remedy) {
        List<String> more = new ArrayList<>(remedies);
        more.add(remedy);
        return new CommandException(exitCode, getMessage(), needs, more);
    }

    /** @param what missing part of the request, such as {@code code} */
    public CommandException needing(String what) {
        return new CommandException(exitCode, getMessage(), what, remedies);
    }

    public boolean needs(String what) {
        return needs.equals(what);
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message with its remedies, as printed. */
    public String text() {
        StringBuilder text = new StringBuilder("orchestrate: ").append(getMessage());
        remedies.forEach(remedy -> text.append("\n  ").append(remedy));
        return text.toString();
    }
}
