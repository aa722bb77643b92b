package orchestrator.launch;

/**
 * How far a run has read what the guard recorded.
 *
 * @param seen number of the last record of the current launch
 * @param ofLaunch violations of the current launch
 * @param ofEarlier violations of the earlier launches
 */
public record GuardProgress(int seen, int ofLaunch, int ofEarlier) {
    public static final GuardProgress NONE = new GuardProgress(0, 0, 0);

    public GuardProgress after(GuardNews news) {
        return new GuardProgress(news.seen(), news.violations(), ofEarlier);
    }

    /** Each launch has records of its own. */
    public GuardProgress nextLaunch() {
        return new GuardProgress(0, 0, violations());
    }

    public int violations() {
        return ofEarlier + ofLaunch;
    }
}
