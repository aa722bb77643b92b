/** Puts ended sessions away, so that they leave the list, and takes them back. */
@NullMarked
package orchestrator.api.shelf;

import org.jspecify.annotations.NullMarked;
