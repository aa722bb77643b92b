/** A session: one prompt, one target, several agents, from the first assignment to the report. */
@NullMarked
package orchestrator.session;

import org.jspecify.annotations.NullMarked;
