package orchestrator.event;

import orchestrator.identity.LaunchId;

/** A source of events in order: of one launch of a run, of a run as a whole (launch 0), or of the session itself. */
public record StreamId(LaunchId launch, String source) {

    /** Events about the session as a whole. */
    public static StreamId ofSession(String key, String source) {
        return new StreamId(LaunchId.ofSession(key), source);
    }

    public StreamId withSource(String newSource) {
        return new StreamId(launch, newSource);
    }
}
