/** Connects a command with the API, starts services if necessary, and finds the session that the command is about. */
@NullMarked
package orchestrator.cli.connect;

import org.jspecify.annotations.NullMarked;
