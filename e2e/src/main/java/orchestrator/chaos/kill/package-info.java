/** Kills processes by a plan that the seed decides, and measures how long recovery takes. */
@NullMarked
package orchestrator.chaos.kill;

import org.jspecify.annotations.NullMarked;
