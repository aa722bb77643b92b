/** Finds out, from the diff of a repair alone, if it weakens the tests or what decides which of them run. */
@NullMarked
package orchestrator.repair.weakening;

import org.jspecify.annotations.NullMarked;
