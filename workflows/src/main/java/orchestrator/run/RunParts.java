package orchestrator.run;

import orchestrator.journal.Journal;

/** What the parts of a run share. */
record RunParts(
        RunRequest request,
        RunControls controls,
        RunStatus status,
        ParentSession session,
        WorkClock clock,
        RunHost host,
        Journal journal,
        LaunchPause pause) {}
