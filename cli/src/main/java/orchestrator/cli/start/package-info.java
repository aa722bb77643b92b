/** Starts and stops Temporal, worker and API for {@code up} and {@code down}, and waits until they are ready. */
@NullMarked
package orchestrator.cli.start;

import org.jspecify.annotations.NullMarked;
