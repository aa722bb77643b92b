/** What a session is like right now, for programs that drive it. */
@NullMarked
package orchestrator.cli.monitor;

import org.jspecify.annotations.NullMarked;
