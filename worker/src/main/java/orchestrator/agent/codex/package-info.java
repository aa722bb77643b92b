/** The adapter of OpenAI's Codex CLI. */
@NullMarked
package orchestrator.agent.codex;

import org.jspecify.annotations.NullMarked;
