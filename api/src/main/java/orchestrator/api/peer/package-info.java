/** Which process is at the other end of a connection, as far as the system tells. */
@NullMarked
package orchestrator.api.peer;

import org.jspecify.annotations.NullMarked;
