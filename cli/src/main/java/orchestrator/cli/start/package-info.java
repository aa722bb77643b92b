/** What {@code up} and {@code down} do: start what is missing, wait until it is ready, stop what was started. */
@NullMarked
package orchestrator.cli.start;

import org.jspecify.annotations.NullMarked;
