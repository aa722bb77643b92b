/**
 * Judges calls of all tools, not only of the shell: start at {@link orchestrator.guard.tool.Guards}, which makes the guard of
 * a launch. {@link orchestrator.guard.tool.HookCall} reads what a hook sends.
 */
@NullMarked
package orchestrator.guard.tool;

import org.jspecify.annotations.NullMarked;
