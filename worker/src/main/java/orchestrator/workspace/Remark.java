package orchestrator.workspace;

import orchestrator.checkout.LeftOut.Why;

/** Why something in a checkout was not taken over. */
record Remark(Why why, String words) {}
