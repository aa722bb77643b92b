/** Commands that start or resume a session: a prompt, {@code demo}, {@code resume}, and their options. */
@NullMarked
package orchestrator.cli.run;

import org.jspecify.annotations.NullMarked;
