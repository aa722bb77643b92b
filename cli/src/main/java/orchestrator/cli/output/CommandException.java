package orchestrator.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Ends a command: what was tried and what happened, what to do about it, and the exit code. */
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

    /** The caller asked for something that cannot be. */
    public static CommandException badInput(String message, String... remedies) {
        return new CommandException(ExitCode.BAD_INPUT, message, "", List.of(remedies));
    }

    /** It could be, but it did not work. */
    public static CommandException failed(String message, String... remedies) {
        return new CommandException(ExitCode.FAILED, message, "", List.of(remedies));
    }

    /** The same with one more thing to do about it. */
    public CommandException with(String remedy) {
        List<String> more = new ArrayList<>(remedies);
        more.add(remedy);
        return new CommandException(exitCode, getMessage(), needs, more);
    }

    /** @param what would make it possible, such as {@code code} */
    public CommandException needing(String what) {
        return new CommandException(exitCode, getMessage(), what, remedies);
    }

    public boolean needs(String what) {
        return needs.equals(what);
    }

    public int exitCode() {
        return exitCode;
    }

    /** As it is printed. */
    public String text() {
        StringBuilder text = new StringBuilder("orchestrate: ").append(getMessage());
        remedies.forEach(remedy -> text.append("\n  ").append(remedy));
        return text.toString();
    }
}
