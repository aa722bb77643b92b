/** What the command says to people and to the shell. */
@NullMarked
package orchestrator.cli.say;

import org.jspecify.annotations.NullMarked;
