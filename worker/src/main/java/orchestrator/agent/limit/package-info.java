/** Reads from the words of an error why a vendor's API refused a request and when its usage limit is reset. */
@NullMarked
package orchestrator.agent.limit;

import org.jspecify.annotations.NullMarked;
