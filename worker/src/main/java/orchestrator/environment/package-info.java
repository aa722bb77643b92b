/** What a caller's shell brings to a worker that is running. */
@NullMarked
package orchestrator.environment;

import org.jspecify.annotations.NullMarked;
