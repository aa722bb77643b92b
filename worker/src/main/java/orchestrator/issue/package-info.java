/** Reads issues of GitHub with the user's own program, for a prompt that a person reads first. */
@NullMarked
package orchestrator.issue;

import org.jspecify.annotations.NullMarked;
