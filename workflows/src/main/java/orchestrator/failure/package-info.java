/** How calls on a host fail, as worker and workflows understand each other. */
@NullMarked
package orchestrator.failure;

import org.jspecify.annotations.NullMarked;
