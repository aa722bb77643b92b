/** How a command reaches the API, starting what is missing first if it has to, and which session it means. */
@NullMarked
package orchestrator.cli.connect;

import org.jspecify.annotations.NullMarked;
