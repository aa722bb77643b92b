/** Compares the environment of the user's shell with the one that the worker runs with. */
@NullMarked
package orchestrator.shell;

import org.jspecify.annotations.NullMarked;
