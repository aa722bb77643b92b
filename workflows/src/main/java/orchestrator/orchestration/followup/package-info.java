/** The plan, and the reaction to reviews, checks and left-out files: fixes by agents, or questions to the user. */
@NullMarked
package orchestrator.orchestration.followup;

import org.jspecify.annotations.NullMarked;
