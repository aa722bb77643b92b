/** Programs that talk to other hosts. */
@NullMarked
package orchestrator.guard.command.network;

import org.jspecify.annotations.NullMarked;
