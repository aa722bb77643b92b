/**
 * The reviews that agents give each other, and the decision on each round of them.
 */
@NullMarked
package orchestrator.review;

import org.jspecify.annotations.NullMarked;
