/**
 * Finds the files in an agent's checkout that are in no commit, gives the reasons, and keeps the files when the
 * checkout is removed.
 */
@NullMarked
package orchestrator.workspace.leftout;

import org.jspecify.annotations.NullMarked;
