package orchestrator.api.temporal;

import java.time.Instant;

/**
 * A workflow execution as Temporal knows it.
 *
 * @param firstRunId the same for all runs of a chain of continue-as-new
 */
public record Execution(String id, String runId, String firstRunId, boolean open, Instant startedAt) {}
