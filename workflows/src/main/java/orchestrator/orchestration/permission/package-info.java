/** Calls of agents that wait in the guard: asks the user about them and passes the answers on. */
@NullMarked
package orchestrator.orchestration.permission;

import org.jspecify.annotations.NullMarked;
