/** Writes the report of a session as Markdown, for users who were away. */
@NullMarked
package orchestrator.report;

import org.jspecify.annotations.NullMarked;
