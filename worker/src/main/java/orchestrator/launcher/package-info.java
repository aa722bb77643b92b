/**
 * Prepares and finds the launches of agents on this host: their files, their command, prompt and environment, and the
 * workflow that owns them.
 */
@NullMarked
package orchestrator.launcher;

import org.jspecify.annotations.NullMarked;
