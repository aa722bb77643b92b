/** The worker process: connects to Temporal, wires everything together and starts the periodic jobs. */
@NullMarked
package orchestrator.worker;

import org.jspecify.annotations.NullMarked;
