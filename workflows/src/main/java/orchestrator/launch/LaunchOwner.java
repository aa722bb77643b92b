package orchestrator.launch;

/** The workflow that answers for a launch: its id, and the run id of the first execution of its chain. */
public record LaunchOwner(String workflowId, String firstRunId) {}
