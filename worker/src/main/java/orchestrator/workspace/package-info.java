/** Where agents work: whose turn it is to write there, and under which name a session is kept. */
@NullMarked
package orchestrator.workspace;

import org.jspecify.annotations.NullMarked;
