/**
 * The data directory that worker, API and command share on one machine: its files, secrets, trusted directories and
 * approvals. {@link orchestrator.home.AtomicFile} writes files whole.
 */
@NullMarked
package orchestrator.home;

import org.jspecify.annotations.NullMarked;
