/** Judges patches by the files that they change; start at {@link orchestrator.guard.patch.PatchRules}. */
@NullMarked
package orchestrator.guard.patch;

import org.jspecify.annotations.NullMarked;
