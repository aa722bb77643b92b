package orchestrator.eventlog;

/** The event log could not do what it was asked; the message says what, the cause says why. */
public final class EventLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventLogException(String message) {
        super(message);
    }

    EventLogException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
