package orchestrator.cli.output;

/** What the command tells the shell. */
public final class ExitCode {
    public static final int DONE = 0;

    /** The session failed or was stopped, or the command could not do its work. */
    public static final int FAILED = 1;

    public static final int BAD_INPUT = 2;

    /** The session stands still until someone decides. */
    public static final int NEEDS_YOU = 3;

    private ExitCode() {}
}
