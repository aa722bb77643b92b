/** The HTTP API. It has no state of its own: it asks Temporal and reads the event store. */
@NullMarked
package orchestrator.api;

import org.jspecify.annotations.NullMarked;
