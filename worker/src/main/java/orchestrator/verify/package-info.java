/** What shows that the work is right: the user's own checks, run by us. */
@NullMarked
package orchestrator.verify;

import org.jspecify.annotations.NullMarked;
