/**
 * Looks into code that is given to an interpreter as text: which files it would write, which programs it would start,
 * and if that can be known. Start at {@link orchestrator.guard.code.InlineCode}.
 */
@NullMarked
package orchestrator.guard.code;

import org.jspecify.annotations.NullMarked;
