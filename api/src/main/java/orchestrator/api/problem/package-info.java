/** Errors as application/problem+json: what happened and what to do. */
@NullMarked
package orchestrator.api.problem;

import org.jspecify.annotations.NullMarked;
