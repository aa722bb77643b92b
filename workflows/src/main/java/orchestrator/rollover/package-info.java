/**
 * What an execution of a workflow passes on to the next one when it continues as new: the fields of its parts, by one
 * mechanism, so that a new field cannot be forgotten.
 */
@NullMarked
package orchestrator.rollover;

import org.jspecify.annotations.NullMarked;
