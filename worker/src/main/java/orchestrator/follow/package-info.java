/**
 * Follows what agents print: copies new lines to the event log, and notices the end, silence and leftover
 * processes.
 */
@NullMarked
package orchestrator.follow;

import org.jspecify.annotations.NullMarked;
