/** Why a vendor's API refused a request, and when its usage limit is reset: read from the words of its error. */
@NullMarked
package orchestrator.agent.limit;

import org.jspecify.annotations.NullMarked;
