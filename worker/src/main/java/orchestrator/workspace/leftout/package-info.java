/** Finds the files in an agent's checkout that are in no commit, says why, and keeps them when the checkout goes. */
@NullMarked
package orchestrator.workspace.leftout;

import org.jspecify.annotations.NullMarked;
