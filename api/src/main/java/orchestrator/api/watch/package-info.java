/** Watched projects: starts, lists, shows and controls them. */
@NullMarked
package orchestrator.api.watch;

import org.jspecify.annotations.NullMarked;
