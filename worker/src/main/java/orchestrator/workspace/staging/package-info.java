/**
 * Puts the files of a checkout into git's index or into a tree, and gives the reason for each file that is left out.
 */
@NullMarked
package orchestrator.workspace.staging;

import org.jspecify.annotations.NullMarked;
