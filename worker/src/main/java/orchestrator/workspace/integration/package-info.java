/**
 * Integrates an agent's work into the result: finishes open git operations, commits, merges the result into the
 * checkout and moves the result. Also closes checkouts.
 */
@NullMarked
package orchestrator.workspace.integration;

import org.jspecify.annotations.NullMarked;
