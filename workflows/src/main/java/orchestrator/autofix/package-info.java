/**
 * The contract of auto-fix: one {@link AutoFix} workflow for each watched project holds its queue, one {@link FixTask}
 * workflow repairs what one change broke.
 */
@NullMarked
package orchestrator.autofix;

import org.jspecify.annotations.NullMarked;
