/**
 * Starts processes that outlive the worker, finds them again after a crash, pauses them, and ends them with all their
 * children.
 */
@NullMarked
package orchestrator.process;

import org.jspecify.annotations.NullMarked;
