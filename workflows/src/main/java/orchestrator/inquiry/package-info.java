/** Questions about a host that a person asks before a session: which agents it has, which directories, which templates. */
@NullMarked
package orchestrator.inquiry;

import org.jspecify.annotations.NullMarked;
