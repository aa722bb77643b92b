package orchestrator.run;

import orchestrator.host.WorkClock;
import orchestrator.journal.Journal;

/** The objects that the parts of a run share. */
record RunParts(
        RunRequest request,
        RunControls controls,
        RunStatus status,
        ParentSession session,
        WorkClock clock,
        RunHost host,
        Journal journal,
        LaunchPause pause) {}
