/** Showing a session while it goes on. */
@NullMarked
package orchestrator.cli.live;

import org.jspecify.annotations.NullMarked;
