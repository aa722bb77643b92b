/** Facts about a session that its workflow does not know, or not yet: what runs under way do, and the result's fate. */
@NullMarked
package orchestrator.api.latest;

import org.jspecify.annotations.NullMarked;
