/** Programs that run others: shells, env, xargs, find and their like. */
@NullMarked
package orchestrator.guard.command.wrapper;

import org.jspecify.annotations.NullMarked;
