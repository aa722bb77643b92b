package orchestrator.workspace.staging;

import orchestrator.checkout.LeftOut.Why;

/** Why something in a checkout was not taken over. */
public record LeftOutReason(Why why, String words) {}
