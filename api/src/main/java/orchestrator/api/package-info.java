/** The HTTP interface: it holds nothing, asks Temporal and reads the event log. */
@NullMarked
package orchestrator.api;

import org.jspecify.annotations.NullMarked;
