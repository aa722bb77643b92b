/** What this program asks of a Temporal server before it relies on it. */
@NullMarked
package orchestrator.temporal;

import org.jspecify.annotations.NullMarked;
