package orchestrator.launch;

/** A workflow execution: id, and run id of the first execution of its chain. */
public record LaunchOwner(String workflowId, String firstRunId) {}
