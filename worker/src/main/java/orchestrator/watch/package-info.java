/** Watches the files of projects by their content, and collects what changed in durable batches. */
@NullMarked
package orchestrator.watch;

import org.jspecify.annotations.NullMarked;
