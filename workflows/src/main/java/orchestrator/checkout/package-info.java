/** The activities on the directories that a session's agents work in. */
@NullMarked
package orchestrator.checkout;

import org.jspecify.annotations.NullMarked;
