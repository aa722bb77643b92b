/** Asks the Temporal server about its identity, its open workflows and its search attributes. */
@NullMarked
package orchestrator.temporal;

import org.jspecify.annotations.NullMarked;
