/**
 * The workflow of one conversation with one agent, in any number of launches. Start at
 * {@link orchestrator.run.AgentRunWorkflow}.
 */
@NullMarked
package orchestrator.run;

import org.jspecify.annotations.NullMarked;
