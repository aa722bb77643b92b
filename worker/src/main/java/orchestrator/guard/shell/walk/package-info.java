/**
 * Goes through everything that a shell text could run, with the state of the shell at each place. Start at {@link
 * orchestrator.guard.shell.walk.ShellJudge}.
 */
@NullMarked
package orchestrator.guard.shell.walk;

import org.jspecify.annotations.NullMarked;
