/**
 * Creates the checkouts of a session, or takes over those of the session that it continues, and makes each of them usable:
 * ignored files that are needed, submodules, the setup command.
 */
@NullMarked
package orchestrator.workspace.creation;

import org.jspecify.annotations.NullMarked;
