/** The settings for auto-fix in a project's {@code .env} file and in the environment. */
@NullMarked
package orchestrator.cli.settings;

import org.jspecify.annotations.NullMarked;
