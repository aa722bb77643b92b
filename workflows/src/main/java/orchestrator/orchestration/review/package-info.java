/**
 * Agents review each other's work: when a round of reviews begins, who reviews whom, and what they said.
 */
@NullMarked
package orchestrator.orchestration.review;

import org.jspecify.annotations.NullMarked;
