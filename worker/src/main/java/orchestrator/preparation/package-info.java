/** Checks and prepares what a session needs before it starts: target, workspace and agents. */
@NullMarked
package orchestrator.preparation;

import org.jspecify.annotations.NullMarked;
