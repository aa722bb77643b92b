/** Signatures: who has the key of the data directory, and what was sent by somebody who has not. */
@NullMarked
package orchestrator.signing;

import org.jspecify.annotations.NullMarked;
