/**
 * The contract of a session: the workflow's interface, its state, open items and controls. API, command line and worker
 * know sessions only by this package.
 */
@NullMarked
package orchestrator.session;

import org.jspecify.annotations.NullMarked;
