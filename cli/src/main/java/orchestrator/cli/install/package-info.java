/** The {@code install-commands} command: writes the slash commands for Claude Code into a project. */
@NullMarked
package orchestrator.cli.install;

import org.jspecify.annotations.NullMarked;
