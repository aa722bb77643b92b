/** The orchestrate command. */
@NullMarked
package orchestrator.cli;

import org.jspecify.annotations.NullMarked;
