/** Finds the process at the other end of a connection. */
@NullMarked
package orchestrator.api.peer;

import org.jspecify.annotations.NullMarked;
