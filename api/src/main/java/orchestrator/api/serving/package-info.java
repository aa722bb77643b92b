/** Keeps clients that are slow, on purpose or not, from taking what all others need: threads and memory. */
@NullMarked
package orchestrator.api.serving;

import org.jspecify.annotations.NullMarked;
