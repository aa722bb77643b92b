/**
 * Reviews that agents give each other, and the decision that follows from a round of them.
 */
@NullMarked
package orchestrator.review;

import org.jspecify.annotations.NullMarked;
