/** What agents did and said, as facts in order. */
@NullMarked
package orchestrator.event;

import org.jspecify.annotations.NullMarked;
