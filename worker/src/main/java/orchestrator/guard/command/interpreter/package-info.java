/** Interpreters of programming languages, and the code that they are given. */
@NullMarked
package orchestrator.guard.command.interpreter;

import org.jspecify.annotations.NullMarked;
