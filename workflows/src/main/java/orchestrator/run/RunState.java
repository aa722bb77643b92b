package orchestrator.run;

import orchestrator.launch.Usage;

/** What a run's {@code state} query answers; {@code step} is launching, following, paused, parked, stopping, settling or ended. */
public record RunState(String run, String agent, String step, int launch, long offset, Usage usage, String note) {}
