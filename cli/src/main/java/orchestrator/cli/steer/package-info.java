/** Commands that change an open session: pause, stop, abort, review, answer, approve. */
@NullMarked
package orchestrator.cli.steer;

import org.jspecify.annotations.NullMarked;
