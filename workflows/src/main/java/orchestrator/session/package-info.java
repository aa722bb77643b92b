/**
 * The contract of a session: the workflow's interface, its state, open items and controls. API, command and worker know
 * sessions by this package alone.
 */
@NullMarked
package orchestrator.session;

import org.jspecify.annotations.NullMarked;
