/** Makes the session's own repository: it borrows the objects of the user's and has its settings, branches and tags. */
@NullMarked
package orchestrator.workspace.repository;

import org.jspecify.annotations.NullMarked;
