/** What single programs do with their arguments: the rules behind {@link orchestrator.guard.shell.CommandRules}. */
@NullMarked
package orchestrator.guard.command;

import org.jspecify.annotations.NullMarked;
