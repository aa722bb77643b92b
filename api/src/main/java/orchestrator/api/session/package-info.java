/** Finds, lists, starts, controls and resumes sessions, with data from the archive and from Temporal. */
@NullMarked
package orchestrator.api.session;

import org.jspecify.annotations.NullMarked;
