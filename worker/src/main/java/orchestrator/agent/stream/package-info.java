/** From a line of output to events: what the adapters share when they read what their programs print. */
@NullMarked
package orchestrator.agent.stream;

import org.jspecify.annotations.NullMarked;
