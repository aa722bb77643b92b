/**
 * Gives work to agents and follows it: runs, checkouts, checks, assignments, budget. It knows no session's state, so
 * that any workflow can use it.
 */
@NullMarked
package orchestrator.work;

import org.jspecify.annotations.NullMarked;
