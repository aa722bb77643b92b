/** Questions to the Temporal server: what it is, which workflows are open, which search attributes it has. */
@NullMarked
package orchestrator.temporal;

import org.jspecify.annotations.NullMarked;
