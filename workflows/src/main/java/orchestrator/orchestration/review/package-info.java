/**
 * Reviews between agents: decides when a round begins, assigns the reviewers, and collects their answers.
 */
@NullMarked
package orchestrator.orchestration.review;

import org.jspecify.annotations.NullMarked;
