package orchestrator.eventlog;

/**
 * A position in the order of events, right after the last event that a reader has seen. Only the event log creates and
 * parses its text. An id would not do: with many writers, ids are not in the order of commits.
 */
public record Cursor(String text) {
    /** Before the first event, in every event log. */
    public static final Cursor START = new Cursor("0");

    /** After the last event, whichever that is, in every event log. */
    public static final Cursor END = new Cursor("end");

    @Override
    public String toString() {
        return text;
    }
}
