/**
 * Processes that outlive the worker: started detached, found again after a crash, paused, and ended with all their
 * children.
 */
@NullMarked
package orchestrator.process;

import org.jspecify.annotations.NullMarked;
