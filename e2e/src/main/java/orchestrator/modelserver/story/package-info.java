/** The scripts of the model server: scenarios, the turns of a story, and their tool calls. */
@NullMarked
package orchestrator.modelserver.story;

import org.jspecify.annotations.NullMarked;
