/**
 * Events: facts about what agents and the orchestrator did, in order.
 */
@NullMarked
package orchestrator.event;

import org.jspecify.annotations.NullMarked;
