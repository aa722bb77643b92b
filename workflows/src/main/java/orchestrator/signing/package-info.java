/**
 * Signatures of the data directory's key, by which our processes recognise each other's values and the user's requests.
 */
@NullMarked
package orchestrator.signing;

import org.jspecify.annotations.NullMarked;
