package orchestrator.launch;

/** Names one launch of one run. */
public record LaunchId(String key, String run, String agent, int launch) {}
