/** Answers the hooks of all agents of this host before each of their tool calls. Start at {@link orchestrator.guard.server.GuardServer}. */
@NullMarked
package orchestrator.guard.server;

import org.jspecify.annotations.NullMarked;
