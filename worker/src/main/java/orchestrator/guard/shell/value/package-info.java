/** What words and variables of a shell stand for, as far as that is known. */
@NullMarked
package orchestrator.guard.shell.value;

import org.jspecify.annotations.NullMarked;
