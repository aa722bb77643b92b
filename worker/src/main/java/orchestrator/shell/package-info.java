/** Compares the environment of the user's shell with the worker's. */
@NullMarked
package orchestrator.shell;

import org.jspecify.annotations.NullMarked;
