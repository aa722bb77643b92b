/** What came of a session, in words, for somebody who was away. */
@NullMarked
package orchestrator.report;

import org.jspecify.annotations.NullMarked;
