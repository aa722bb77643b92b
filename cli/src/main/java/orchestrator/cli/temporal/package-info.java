/** Finding a Temporal server to use, or getting the program: on the PATH, by download, or built with Go. */
@NullMarked
package orchestrator.cli.temporal;

import org.jspecify.annotations.NullMarked;
