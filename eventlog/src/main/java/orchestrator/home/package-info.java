/** The data directory that worker, API and command share on one machine. */
@NullMarked
package orchestrator.home;

import org.jspecify.annotations.NullMarked;
