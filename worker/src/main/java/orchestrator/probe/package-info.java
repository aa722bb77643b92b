/**
 * Finds out for {@code doctor} which agents are installed, whether they answer, and which variables they will not
 * get.
 */
@NullMarked
package orchestrator.probe;

import org.jspecify.annotations.NullMarked;
