/** What an agent's hook needs to ask the guard: the script, and for each launch its address and secret. */
@NullMarked
package orchestrator.guard.hook;

import org.jspecify.annotations.NullMarked;
