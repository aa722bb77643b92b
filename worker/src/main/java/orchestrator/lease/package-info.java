/** Leases: at most one session writes in a directory that several sessions share. */
@NullMarked
package orchestrator.lease;

import org.jspecify.annotations.NullMarked;
