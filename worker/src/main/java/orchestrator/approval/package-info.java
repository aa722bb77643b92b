/** Checks that a session was approved before anything is executed for it. */
@NullMarked
package orchestrator.approval;

import org.jspecify.annotations.NullMarked;
