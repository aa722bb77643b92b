/** A load generator: many clients of one session's events in a process of its own, with one thread. */
@NullMarked
package orchestrator.bench.clients;

import org.jspecify.annotations.NullMarked;
