/** What differs between the agents' command lines: how each is started, read and judged. */
@NullMarked
package orchestrator.agent;

import org.jspecify.annotations.NullMarked;
