/** The adapter of Claude Code. */
@NullMarked
package orchestrator.agent.claude;

import org.jspecify.annotations.NullMarked;
