/** Controls of a session: which of them count, which make sense now, and what they change, such as a hand-over. */
@NullMarked
package orchestrator.orchestration.control;

import org.jspecify.annotations.NullMarked;
