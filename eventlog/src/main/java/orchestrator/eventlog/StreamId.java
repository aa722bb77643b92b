package orchestrator.eventlog;

/** One stream of one launch; see {@link orchestrator.event.AgentEvent} for the parts. */
public record StreamId(String session, String run, int launch, String source, String agent) {}
