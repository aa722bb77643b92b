/** Package managers and build tools. */
@NullMarked
package orchestrator.guard.command.packages;

import org.jspecify.annotations.NullMarked;
