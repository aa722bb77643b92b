/**
 * The {@code doctor} command: checks everything the program needs and says what to type if something is missing.
 */
@NullMarked
package orchestrator.cli.doctor;

import org.jspecify.annotations.NullMarked;
