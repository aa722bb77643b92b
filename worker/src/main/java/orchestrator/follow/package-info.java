/** Reads what agents print, from wherever reading stopped, into the event log: each line once. */
@NullMarked
package orchestrator.follow;

import org.jspecify.annotations.NullMarked;
