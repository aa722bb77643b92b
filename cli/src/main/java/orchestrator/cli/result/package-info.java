/** Commands about the result of a session: diff, merge, discard. */
@NullMarked
package orchestrator.cli.result;

import org.jspecify.annotations.NullMarked;
