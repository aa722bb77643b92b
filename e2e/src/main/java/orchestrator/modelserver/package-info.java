/** A scripted model server: it plays scenarios to the real agent command lines and records what they send. */
@NullMarked
package orchestrator.modelserver;

import org.jspecify.annotations.NullMarked;
