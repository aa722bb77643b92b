/** Sessions: finds, lists, starts, controls and resumes them, with what the archive and Temporal know. */
@NullMarked
package orchestrator.api.session;

import org.jspecify.annotations.NullMarked;
