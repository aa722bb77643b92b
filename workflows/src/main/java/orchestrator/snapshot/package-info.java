/** What changed between two snapshots of a state, so that a large state is not sent whole for each change. */
@NullMarked
package orchestrator.snapshot;

import org.jspecify.annotations.NullMarked;
