/** Input that commands share: the caller, common options and arguments, and their checks. */
@NullMarked
package orchestrator.cli.input;

import org.jspecify.annotations.NullMarked;
