/**
 * The background processes (Temporal, worker, API) on this machine: how each is launched under its supervisor,
 * found and identified.
 */
@NullMarked
package orchestrator.cli.background;

import org.jspecify.annotations.NullMarked;
