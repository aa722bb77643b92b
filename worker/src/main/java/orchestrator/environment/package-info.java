/** The environment variables of the worker, of agents, and of the user's own commands. */
@NullMarked
package orchestrator.environment;

import org.jspecify.annotations.NullMarked;
