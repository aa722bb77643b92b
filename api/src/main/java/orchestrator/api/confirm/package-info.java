/** Codes that a person reads and types before an answer counts. */
@NullMarked
package orchestrator.api.confirm;

import org.jspecify.annotations.NullMarked;
