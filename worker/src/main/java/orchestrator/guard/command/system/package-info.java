/** Programs that change the machine itself or end processes. */
@NullMarked
package orchestrator.guard.command.system;

import org.jspecify.annotations.NullMarked;
