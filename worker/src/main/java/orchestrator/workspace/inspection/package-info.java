/** Looks at the result of a session: its diff, its history, a checkout of it for checks, copies for reviewers. */
@NullMarked
package orchestrator.workspace.inspection;

import org.jspecify.annotations.NullMarked;
