/** The options of {@code watch}: settings of a project that is watched, and controls of its queue. */
@NullMarked
package orchestrator.cli.watch.option;

import org.jspecify.annotations.NullMarked;
