package orchestrator.run;

import orchestrator.launch.Usage;

/**
 * The answer of a run's {@code state} query; {@code step} is launching, queued, following, paused, parked, stopping, settling
 * or ended.
 */
public record RunState(String run, String agent, String step, int launch, long offset, Usage usage, String note) {}
