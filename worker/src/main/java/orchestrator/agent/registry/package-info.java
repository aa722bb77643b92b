/** All agents by name, and which of their programs are installed, in which version. */
@NullMarked
package orchestrator.agent.registry;

import org.jspecify.annotations.NullMarked;
