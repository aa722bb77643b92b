/** What the model server plays: scenarios, the turns of a story, and the tool calls they are made of. */
@NullMarked
package orchestrator.modelserver.story;

import org.jspecify.annotations.NullMarked;
