/**
 * Decides if an agent's tool call may run: a pure function of the call, the policy and what the file system shows. Start
 * at {@link orchestrator.guard.Guard}.
 */
@NullMarked
package orchestrator.guard;

import org.jspecify.annotations.NullMarked;
