package orchestrator.watch;

/** The database of known files could not be read or written. The message says why and what to do. */
public final class FilesNotKept extends RuntimeException {
    private static final long serialVersionUID = 1;

    FilesNotKept(String message, Throwable cause) {
        super(message, cause);
    }
}
