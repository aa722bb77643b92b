/** Decides which agent takes which role. Start at {@link orchestrator.crew.Crew}. */
@NullMarked
package orchestrator.crew;

import org.jspecify.annotations.NullMarked;
