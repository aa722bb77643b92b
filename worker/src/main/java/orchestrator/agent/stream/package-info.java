/** Turns lines of output into events: the code that all adapters share. */
@NullMarked
package orchestrator.agent.stream;

import org.jspecify.annotations.NullMarked;
