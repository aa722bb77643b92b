package orchestrator.autofix.task;

import orchestrator.autofix.FixRequest;
import orchestrator.journal.Journal;
import orchestrator.work.CheckoutCalls;

/** The objects that the parts of a task share. */
record FixParts(
        FixRequest request,
        String key,
        FixTaskState state,
        Journal journal,
        FixStop stop,
        FixCalls calls,
        CheckoutCalls checkouts,
        FixAgents agents) {}
