/** Names of directories, to complete the path of a target. */
@NullMarked
package orchestrator.directory;

import org.jspecify.annotations.NullMarked;
