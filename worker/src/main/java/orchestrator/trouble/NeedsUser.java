package orchestrator.trouble;

/** Somebody has to put something right before this can work; until then trying again is useless. */
public class NeedsUser extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    /**
     * @param reason what is wrong, in a sentence
     * @param remedy what to do about it, in a sentence
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
