package orchestrator.event;

/** The source of events in order: one launch of a run, one run, or the session itself. {@link AgentEvent} explains the parts. */
public record StreamId(String session, String run, int launch, String source, String agent) {

    /** Events about the session as a whole. */
    public static StreamId ofSession(String session, String source) {
        return new StreamId(session, "", 0, source, "");
    }

    public StreamId withAgent(String newAgent) {
        return new StreamId(session, run, launch, source, newAgent);
    }

    public StreamId withSource(String newSource) {
        return new StreamId(session, run, launch, newSource, agent);
    }
}
