/** Processes that outlive the worker: started once, found again, ended whole. */
@NullMarked
package orchestrator.process;

import org.jspecify.annotations.NullMarked;
