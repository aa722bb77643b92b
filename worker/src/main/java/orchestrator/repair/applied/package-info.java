/** Writes a repair into the user's files, and takes it back. */
@NullMarked
package orchestrator.repair.applied;

import org.jspecify.annotations.NullMarked;
