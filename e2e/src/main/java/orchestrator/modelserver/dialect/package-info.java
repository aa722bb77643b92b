/**
 * The APIs of Anthropic, OpenAI and Google as the model server speaks them: each request becomes a conversation,
 * each reply a stream or one answer.
 */
@NullMarked
package orchestrator.modelserver.dialect;

import org.jspecify.annotations.NullMarked;
