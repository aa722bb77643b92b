/** Programs that read, write, copy and delete files. */
@NullMarked
package orchestrator.guard.command.files;

import org.jspecify.annotations.NullMarked;
