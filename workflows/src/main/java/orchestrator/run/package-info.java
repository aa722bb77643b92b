/** The one primitive: one agent conversation, any number of launches, until it has an ending. */
@NullMarked
package orchestrator.run;

import org.jspecify.annotations.NullMarked;
