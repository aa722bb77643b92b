/** The sessions that the kill test keeps running, and the installation they run in. */
@NullMarked
package orchestrator.chaos.load;

import org.jspecify.annotations.NullMarked;
