/** The identity of a launch, which every module uses. It depends on nothing. */
@NullMarked
package orchestrator.identity;

import org.jspecify.annotations.NullMarked;
