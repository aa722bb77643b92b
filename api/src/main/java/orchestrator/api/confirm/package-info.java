/** Codes that the user reads and types before an answer counts, so that an agent with the token cannot answer. */
@NullMarked
package orchestrator.api.confirm;

import org.jspecify.annotations.NullMarked;
