/** Writes the report of a session as Markdown, for users who did not watch it. */
@NullMarked
package orchestrator.report;

import org.jspecify.annotations.NullMarked;
