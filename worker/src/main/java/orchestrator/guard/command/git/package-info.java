/** What git does beyond a checkout: settings, hooks, shared objects, other hosts. */
@NullMarked
package orchestrator.guard.command.git;

import org.jspecify.annotations.NullMarked;
