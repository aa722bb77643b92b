package orchestrator.cli.output;

/** The exit codes of the command. */
public final class ExitCode {
    public static final int DONE = 0;

    /** The session failed or was stopped, or the command failed. */
    public static final int FAILED = 1;

    public static final int BAD_INPUT = 2;

    /** The session waits for a person's decision. */
    public static final int NEEDS_YOU = 3;

    private ExitCode() {}
}
