/**
 * Notices gaps in this machine's time, such as suspend or shutdown, so that they do not count as silence of an
 * agent.
 */
@NullMarked
package orchestrator.clock;

import org.jspecify.annotations.NullMarked;
