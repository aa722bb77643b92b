/**
 * Replaces secrets in what is recorded: lines of agents, excerpts of stderr, output of checks, records of the guard. What
 * is merged, and what an agent is given to read, is never changed. Pure; start at {@link
 * orchestrator.redaction.Redactor}.
 */
@NullMarked
package orchestrator.redaction;

import org.jspecify.annotations.NullMarked;
