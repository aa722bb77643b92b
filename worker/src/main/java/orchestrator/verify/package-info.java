/** Runs the project's own check on a result, and notices if agents changed or removed the check. */
@NullMarked
package orchestrator.verify;

import org.jspecify.annotations.NullMarked;
