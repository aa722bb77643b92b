/** Directories with all that is in them: list, measure, make accessible, remove. */
@NullMarked
package orchestrator.filetree;

import org.jspecify.annotations.NullMarked;
