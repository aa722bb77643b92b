/**
 * Prepares and finds the launches of agents on this host: where their files lie, with which command, prompt and
 * environment they start, and which workflow owns them.
 */
@NullMarked
package orchestrator.launcher;

import org.jspecify.annotations.NullMarked;
