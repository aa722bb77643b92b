/** Starting and stopping everything on this machine. */
@NullMarked
package orchestrator.cli.start;

import org.jspecify.annotations.NullMarked;
