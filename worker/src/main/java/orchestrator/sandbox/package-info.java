/** Puts a launch into bubblewrap: what it sees of the machine, and if that works here. */
@NullMarked
package orchestrator.sandbox;

import org.jspecify.annotations.NullMarked;
