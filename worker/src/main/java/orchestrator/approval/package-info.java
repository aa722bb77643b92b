/** What may be executed on this host: decided when a session is admitted, and looked up wherever something is executed. */
@NullMarked
package orchestrator.approval;

import org.jspecify.annotations.NullMarked;
