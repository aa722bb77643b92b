/** Output that commands share: errors with a remedy, exit codes, progress and findings. */
@NullMarked
package orchestrator.cli.output;

import org.jspecify.annotations.NullMarked;
