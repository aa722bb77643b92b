/** What a session asks of the directories that its agents work in. */
@NullMarked
package orchestrator.checkout;

import org.jspecify.annotations.NullMarked;
