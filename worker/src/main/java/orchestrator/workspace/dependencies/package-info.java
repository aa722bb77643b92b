/** Gives the checkouts of tasks the installed libraries that git ignores, such as {@code node_modules}. */
@NullMarked
package orchestrator.workspace.dependencies;

import org.jspecify.annotations.NullMarked;
