/**
 * The {@code orchestrate} command: finds the command that was typed, runs it, and turns its end into a message and
 * an exit code.
 */
@NullMarked
package orchestrator.cli;

import org.jspecify.annotations.NullMarked;
