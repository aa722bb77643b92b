/** Ends agents that no workflow owns any more, and removes checkouts of sessions that ended long ago. */
@NullMarked
package orchestrator.reaper;

import org.jspecify.annotations.NullMarked;
