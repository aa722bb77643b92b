/** The directory of a task of auto-fix: who may execute what for it, and what of it is kept. */
@NullMarked
package orchestrator.repair.task;

import org.jspecify.annotations.NullMarked;
