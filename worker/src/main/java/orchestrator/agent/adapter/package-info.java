/**
 * What adapters share: judging a launch by its exit, reading the user's settings, finding conversations, passing variables.
 * An adapter of a new program goes into a package of its own beside this one.
 */
@NullMarked
package orchestrator.agent.adapter;

import org.jspecify.annotations.NullMarked;
