/** Controls of a session: checks their signatures and whether they make sense now, and carries them out. */
@NullMarked
package orchestrator.orchestration.control;

import org.jspecify.annotations.NullMarked;
