/**
 * The state of an open session: everything that {@code SessionState} shows. It does not use Temporal.
 */
@NullMarked
package orchestrator.orchestration.state;

import org.jspecify.annotations.NullMarked;
