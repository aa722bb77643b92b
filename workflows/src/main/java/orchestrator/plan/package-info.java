/**
 * The plan of a session: its assignments, their order, and the instructions that each agent gets.
 */
@NullMarked
package orchestrator.plan;

import org.jspecify.annotations.NullMarked;
