/**
 * The {@code doctor} command: checks everything the program needs, and names the command to type if something is
 * missing.
 */
@NullMarked
package orchestrator.cli.doctor;

import org.jspecify.annotations.NullMarked;
