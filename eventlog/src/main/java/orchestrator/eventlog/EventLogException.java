package orchestrator.eventlog;

/** The event log failed; the message says what was tried, why it failed and, if known, what to do. */
public final class EventLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventLogException(String message) {
        super(message);
    }

    public EventLogException(String message, Throwable cause) {
        super(message, cause);
    }

    public static EventLogException closed() {
        return new EventLogException("the event log is closed");
    }

    public static EventLogException interrupted(String what) {
        return new EventLogException("interrupted while waiting to " + what);
    }
}
