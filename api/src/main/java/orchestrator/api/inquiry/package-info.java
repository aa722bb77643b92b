/** What the form for a new session asks of the host on which the session will run. */
@NullMarked
package orchestrator.api.inquiry;

import org.jspecify.annotations.NullMarked;
