/**
 * Brings an agent's work into the result: finish what the agent left open, commit, merge the result into the checkout, move
 * the result. Also closes checkouts.
 */
@NullMarked
package orchestrator.workspace.integration;

import org.jspecify.annotations.NullMarked;
