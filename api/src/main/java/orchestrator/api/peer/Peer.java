package orchestrator.api.peer;

/**
 * The process at the other end of a connection.
 *
 * @param user its owner; empty if unknown
 * @param process its id; 0 if unknown
 * @param ownCommand true if it is our own command
 */
public record Peer(Kind kind, String user, long process, boolean ownCommand) {

    public enum Kind {
        /** On another machine, or not found. */
        UNKNOWN,
        /** A process of this machine that belongs to no run. */
        FREE,
        /** A process of a run. */
        OF_A_RUN,
        /** It was a process of this machine that has already closed its end. */
        GONE
    }

    static Peer unknown() {
        return new Peer(Kind.UNKNOWN, "", 0, false);
    }
}
