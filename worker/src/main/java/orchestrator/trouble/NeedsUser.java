package orchestrator.trouble;

/** The user has to fix something; retrying before that is useless. */
public class NeedsUser extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    /**
     * @param reason the cause, in a sentence
     * @param remedy advice to the user, in a sentence
     */
    public NeedsUser(String reason, String remedy) {
        super(reason + " " + remedy);
        this.reason = reason;
        this.remedy = remedy;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
