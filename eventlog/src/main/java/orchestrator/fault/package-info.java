/** Turns exceptions into messages for users. */
@NullMarked
package orchestrator.fault;

import org.jspecify.annotations.NullMarked;
