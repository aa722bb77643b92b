/** Records histories of sessions on a real Temporal, for the replay test of {@code workflows}. */
@NullMarked
package orchestrator.histories;

import org.jspecify.annotations.NullMarked;
