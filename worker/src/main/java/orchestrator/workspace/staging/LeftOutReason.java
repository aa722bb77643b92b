package orchestrator.workspace.staging;

import orchestrator.checkout.LeftOut.Why;

/** The reason why something in a checkout was left out. */
public record LeftOutReason(Why why, String words) {}
