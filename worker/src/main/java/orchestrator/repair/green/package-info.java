/** Keeps the last state of a project in which its tests were green. */
@NullMarked
package orchestrator.repair.green;

import org.jspecify.annotations.NullMarked;
