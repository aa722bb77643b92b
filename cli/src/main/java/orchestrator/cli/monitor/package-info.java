/** A session as one JSON object, for programs that drive it. */
@NullMarked
package orchestrator.cli.monitor;

import org.jspecify.annotations.NullMarked;
