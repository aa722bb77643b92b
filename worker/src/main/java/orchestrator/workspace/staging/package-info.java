/** Puts what lies in a checkout into git's index or into a tree, and says of each file that it leaves out why. */
@NullMarked
package orchestrator.workspace.staging;

import org.jspecify.annotations.NullMarked;
