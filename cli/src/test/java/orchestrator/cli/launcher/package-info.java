/** The launcher at the root of the project, tried as a user would. */
@NullMarked
package orchestrator.cli.launcher;

import org.jspecify.annotations.NullMarked;
