/** Which processes the kill test kills and when, and how long recovery takes. */
@NullMarked
package orchestrator.chaos.kill;

import org.jspecify.annotations.NullMarked;
