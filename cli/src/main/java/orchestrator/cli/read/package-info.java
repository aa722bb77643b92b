/** Commands that show sessions and change nothing: list, status, attach, monitor, logs, report. */
@NullMarked
package orchestrator.cli.read;

import org.jspecify.annotations.NullMarked;
