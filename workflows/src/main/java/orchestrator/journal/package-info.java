/** How workflows write what they decide into the event log. */
@NullMarked
package orchestrator.journal;

import org.jspecify.annotations.NullMarked;
