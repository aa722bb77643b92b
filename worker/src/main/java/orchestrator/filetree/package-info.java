/** Lists, measures, unlocks and removes directories with their content. */
@NullMarked
package orchestrator.filetree;

import org.jspecify.annotations.NullMarked;
