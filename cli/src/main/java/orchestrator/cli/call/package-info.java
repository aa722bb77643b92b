/** Talking to the API, cheaply. */
@NullMarked
package orchestrator.cli.call;

import org.jspecify.annotations.NullMarked;
