/** A session as text for people: the live view, the status page, and the lines both are made of. */
@NullMarked
package orchestrator.cli.live;

import org.jspecify.annotations.NullMarked;
