/** The worker process: takes tasks from Temporal and does them on this host. */
@NullMarked
package orchestrator.worker;

import org.jspecify.annotations.NullMarked;
