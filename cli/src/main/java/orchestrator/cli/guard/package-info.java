/** The guard on the command line: what it decides about commands, and by which policy. Needs no service. */
@NullMarked
package orchestrator.cli.guard;

import org.jspecify.annotations.NullMarked;
