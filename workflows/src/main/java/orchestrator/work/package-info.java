/**
 * Gives work to agents and follows it: runs, checkouts, checks, assignments, budget. Any workflow can stand on it; it
 * knows no session's state.
 */
@NullMarked
package orchestrator.work;

import org.jspecify.annotations.NullMarked;
