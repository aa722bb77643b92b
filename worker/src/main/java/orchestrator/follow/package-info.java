/**
 * Follows the output of agents: copies new lines to the event log, and notices silence, the end and leftover processes.
 */
@NullMarked
package orchestrator.follow;

import org.jspecify.annotations.NullMarked;
