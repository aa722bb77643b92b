/** Commits the work that agents do in submodules, and keeps those commits until the user has them. */
@NullMarked
package orchestrator.workspace.submodule;

import org.jspecify.annotations.NullMarked;
