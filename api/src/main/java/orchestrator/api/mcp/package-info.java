/** Tools of the Model Context Protocol, with which an agent of the user's drives sessions. They are a client of the API. */
@NullMarked
package orchestrator.api.mcp;

import org.jspecify.annotations.NullMarked;
