/**
 * Helpers that adapters share: judging a launch by its exit, reading the user's settings, finding conversations,
 * passing variables. The adapter of a new program gets its own package next to this one.
 */
@NullMarked
package orchestrator.agent.adapter;

import org.jspecify.annotations.NullMarked;
