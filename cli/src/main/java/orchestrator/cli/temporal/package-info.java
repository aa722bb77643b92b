/** Finding a Temporal, or getting one. */
@NullMarked
package orchestrator.cli.temporal;

import org.jspecify.annotations.NullMarked;
