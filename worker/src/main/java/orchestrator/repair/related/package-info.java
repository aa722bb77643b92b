/** Finds the tests that belong to changed files, and the command that runs only those. */
@NullMarked
package orchestrator.repair.related;

import org.jspecify.annotations.NullMarked;
