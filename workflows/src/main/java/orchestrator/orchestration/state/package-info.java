/**
 * The state of a session that is open: everything that {@code SessionState} shows, and nothing of Temporal.
 */
@NullMarked
package orchestrator.orchestration.state;

import org.jspecify.annotations.NullMarked;
