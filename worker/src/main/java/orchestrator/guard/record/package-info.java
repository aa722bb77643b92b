/** What the guard keeps of each launch: records for people, and which calls it was asked about. */
@NullMarked
package orchestrator.guard.record;

import org.jspecify.annotations.NullMarked;
