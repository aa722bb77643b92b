package orchestrator.eventlog;

/**
 * A place in the order of events, behind the last event that a reader has seen. Only the event log makes and reads its
 * text: ids alone would not do, because with many writers they are not in the order of commits.
 */
public record Cursor(String text) {
    /** Before the first event, in every event log. */
    public static final Cursor START = new Cursor("0");

    @Override
    public String toString() {
        return text;
    }
}
