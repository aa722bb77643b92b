/** Finds out for {@code doctor} which agents are installed and answer, and which variables they do not get. */
@NullMarked
package orchestrator.probe;

import org.jspecify.annotations.NullMarked;
