/** Whether all is there that is needed, and what to type where it is not. */
@NullMarked
package orchestrator.cli.doctor;

import org.jspecify.annotations.NullMarked;
