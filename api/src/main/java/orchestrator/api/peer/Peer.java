package orchestrator.api.peer;

/**
 * Who is at the other end.
 *
 * @param user whose process it is; empty where the system does not tell
 * @param process its id; 0 where it is not known
 * @param ownCommand whether it is our own command
 */
public record Peer(Kind kind, String user, long process, boolean ownCommand) {

    public enum Kind {
        /** On another machine, or the system does not tell. */
        UNKNOWN,
        /** A process of this machine that belongs to no run. */
        FREE,
        /** A process of a run. */
        OF_A_RUN,
        /** It was a process of this machine, and has closed its end already. */
        GONE
    }

    static Peer unknown() {
        return new Peer(Kind.UNKNOWN, "", 0, false);
    }
}
