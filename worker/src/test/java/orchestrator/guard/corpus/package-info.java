/** A thousand and more commands, harmless and harmful, and what the guard makes of them. */
@NullMarked
package orchestrator.guard.corpus;

import org.jspecify.annotations.NullMarked;
