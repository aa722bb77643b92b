/**
 * What an agent is: the {@link Agent} that each program has an adapter for, and what an adapter is given and answers: how a launch
 * is started, what a line of its output means, whether a launch succeeded.
 */
@NullMarked
package orchestrator.agent;

import org.jspecify.annotations.NullMarked;
