package orchestrator.agent;

/** Turns a line of any agent's output, of whatever bytes, into drafts: the part that all agents share. */
public final class Transcriber {
    private final Agent agent;

    public Transcriber(Agent agent) {
        this.agent = agent;
    }

    /**
     * Never throws on input. A line that is no JSON becomes an error with {@code data.malformed}; markers in messages
     * (MILESTONE:, BLOCKER:, REQUEST_REVIEW:, STATUS: at the start of a line) become events of their own.
     *
     * @param line without its line break; {@code cutAt} is its full length in bytes where it was cut, else 0
     */
    public Reading read(String line, long cutAt, Transcript before) {
        throw new UnsupportedOperationException(agent.name());
    }
}
