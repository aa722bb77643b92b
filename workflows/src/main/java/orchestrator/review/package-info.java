/** Reviews that agents give each other, and what follows from them. */
@NullMarked
package orchestrator.review;

import org.jspecify.annotations.NullMarked;
