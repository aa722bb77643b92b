/** Access control: host, origin, token, login cookie and content type of each request, and the caller behind it. */
@NullMarked
package orchestrator.api.access;

import org.jspecify.annotations.NullMarked;
