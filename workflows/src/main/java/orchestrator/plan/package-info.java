/** Who does what, in which order, and what each is told. */
@NullMarked
package orchestrator.plan;

import org.jspecify.annotations.NullMarked;
