/**
 * The request that starts a session: its fields, their defaults, and the checks that refuse a wrong one.
 */
@NullMarked
package orchestrator.session.request;

import org.jspecify.annotations.NullMarked;
