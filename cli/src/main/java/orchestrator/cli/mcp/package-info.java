/** The command that serves the Model Context Protocol on its streams. */
@NullMarked
package orchestrator.cli.mcp;

import org.jspecify.annotations.NullMarked;
