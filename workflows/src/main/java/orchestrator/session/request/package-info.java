/**
 * The request that starts a session: its fields, their defaults, and why a wrong one is refused.
 */
@NullMarked
package orchestrator.session.request;

import org.jspecify.annotations.NullMarked;
