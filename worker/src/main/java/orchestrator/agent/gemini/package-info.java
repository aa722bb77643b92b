/** The adapter of Gemini CLI. */
@NullMarked
package orchestrator.agent.gemini;

import org.jspecify.annotations.NullMarked;
