/** Watches how much memory, time and how many processes the launches use, and stops those that use too much. */
@NullMarked
package orchestrator.limits;

import org.jspecify.annotations.NullMarked;
