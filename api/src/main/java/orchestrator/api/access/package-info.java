/** Who may call: host, origin, token, login cookie, and what a request may look like. */
@NullMarked
package orchestrator.api.access;

import org.jspecify.annotations.NullMarked;
