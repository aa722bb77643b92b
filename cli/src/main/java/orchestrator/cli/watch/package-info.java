/** {@code watch}: begins to watch a project, shows what happens to it, and controls its queue. */
@NullMarked
package orchestrator.cli.watch;

import org.jspecify.annotations.NullMarked;
