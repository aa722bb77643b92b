/** The plan, and what follows from reviews, checks and files that were left out: fixes by agents, or questions to the user. */
@NullMarked
package orchestrator.orchestration.followup;

import org.jspecify.annotations.NullMarked;
