package orchestrator.guard.shell.syntax;

/** Shell text that the guard cannot read with certainty, and therefore does not let run. */
public final class UnreadableShell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    public UnreadableShell(String rule, String reason) {
        super(reason, null, false, false);
        this.rule = rule;
    }

    /** Short name, such as {@code shell-syntax}. */
    public String rule() {
        return rule;
    }

    public String reason() {
        return getMessage();
    }
}
