/** The queue of a watched project, as plain data and decisions: no clock, no Temporal. */
@NullMarked
package orchestrator.autofix.queue;

import org.jspecify.annotations.NullMarked;
