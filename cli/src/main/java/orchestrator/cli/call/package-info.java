/** The HTTP client of the API: single requests, the event stream of a session, and the JSON that comes back. */
@NullMarked
package orchestrator.cli.call;

import org.jspecify.annotations.NullMarked;
