/** Views of a session's result: its diff, its history, a checkout for checks, copies for reviewers. */
@NullMarked
package orchestrator.workspace.inspection;

import org.jspecify.annotations.NullMarked;
