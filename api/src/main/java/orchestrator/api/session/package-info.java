/** What is known of a session: archive and Temporal put together. */
@NullMarked
package orchestrator.api.session;

import org.jspecify.annotations.NullMarked;
