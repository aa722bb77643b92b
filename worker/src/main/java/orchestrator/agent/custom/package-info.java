/**
 * Agents without Java: those that users define in YAML, the protocol they speak, the rules that translate other programs' events
 * into it, and the scripted agents of the demo.
 */
@NullMarked
package orchestrator.agent.custom;

import org.jspecify.annotations.NullMarked;
